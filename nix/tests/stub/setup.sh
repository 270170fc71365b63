# Sourced by a builder, and by nix-shell.
# shellcheck shell=bash disable=SC1090,SC1091,SC2154,SC2164 # builders run with -e, on the derivation's variables
export PATH=$inputPath:$initialPath
if [ -z "${IN_NIX_SHELL:-}" ]; then
  export HOME=/homeless-shelter
fi

source "${BASH_SOURCE[0]%/*}/fixup.sh"
for input in ${nativeBuildInputs:-} ${buildInputs:-}; do
  if [ -f "$input/nix-support/setup-hook" ]; then
    source "$input/nix-support/setup-hook"
  fi
done

runHook() {
  eval "${!1:-}"
}

unpackPhase() {
  [ -n "${src:-}" ] || return 0
  if [ -d "$src" ]; then
    cp -r "$src" source
  else
    mkdir source
    tar -xzf "$src" -C source --strip-components=1
  fi
  chmod -R u+w source
  cd source
}

configurePhase() {
  [ ! -x ./configure ] || ./configure --prefix="$out"
}

buildPhase() {
  [ ! -e Makefile ] || make
}

# runPhase PHASE SWITCH: a hook may have put another phase in its place.
runPhase() {
  local phase=$1 switch=$2
  [ -z "${!switch:-}" ] || return 0
  if [ -n "${!phase:-}" ]; then
    eval "${!phase}"
  else
    "$phase"
  fi
}

genericBuild() {
  if [ -n "${buildCommand:-}" ]; then
    eval "$buildCommand"
    return
  fi
  runPhase unpackPhase dontUnpack
  runPhase configurePhase dontConfigure
  runPhase buildPhase dontBuild
  runPhase installPhase dontInstall
  runPhase fixupPhase dontFixup
}
