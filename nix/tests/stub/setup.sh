# Sourced by a builder, and by nix-shell.
# shellcheck shell=bash disable=SC2154,SC2164 # builders run with -e, on the derivation's variables
export PATH=$inputPath:$initialPath
if [ -z "${IN_NIX_SHELL:-}" ]; then
  export HOME=/homeless-shelter
fi

runHook() {
  eval "${!1:-}"
}

unpackPhase() {
  if [ -d "$src" ]; then
    cp -r "$src" source
  else
    mkdir source
    tar -xzf "$src" -C source --strip-components=1
  fi
  chmod -R u+w source
  cd source
}

genericBuild() {
  if [ -n "${buildCommand:-}" ]; then
    eval "$buildCommand"
    return
  fi
  local phase
  for phase in unpackPhase buildPhase installPhase; do
    if [ -n "${!phase:-}" ]; then
      eval "${!phase}"
    elif [ "$phase" = unpackPhase ] && [ -n "${src:-}" ]; then
      unpackPhase
    fi
  done
}
