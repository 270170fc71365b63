# The flake, with the stub in the place of nixpkgs. Sourced.
# shellcheck shell=bash disable=SC2034,SC2154
flake_cases=(
  flake_checks_and_runs
  flake_template_becomes_an_environment
)

# What a checkout holds of it after Maven's build.
checkout() {
  mkdir -p "$1/distribution/target" "$1/nix"
  cp "$tests/../../flake.nix" "$1"
  find "$tests/.." -mindepth 1 -maxdepth 1 ! -name tests -exec cp -r {} "$1/nix" \;
  cp -r "$distribution" "$1/distribution/target/pip-snapshot"
}

# on_stub COMMAND ARGUMENT...: of nix; of two words if the first is flake.
on_stub() {
  local command=("$1")
  shift
  if [ "${command[0]}" = flake ]; then
    command+=("$1")
    shift
  fi
  nix "${command[@]}" --no-write-lock-file --override-input nixpkgs "path:$scratch/stub" "$@"
}

case_flake_checks_and_runs() {
  local checkout=path:$scratch/flake
  checkout "$scratch/flake"
  # A source of another name would be another package.
  distribution=$scratch/flake/distribution/target/pip-snapshot
  on_stub flake check "$checkout"
  on_stub flake show "$checkout"
  on_stub build "$checkout#pip-snapshot" --out-link "$scratch/flake-result"
  expect package "$(readlink "$scratch/flake-result")" "$(build pip-snapshot)"
  expect app "$(on_stub run "$checkout#hash" -- "$tests")" "$(nix hash path "$tests")"
  expect overlay "$(nix-build --no-out-link -E "
    let
      pkgs = import $scratch/stub { };
      final = pkgs // import $scratch/flake/nix/overlay.nix final pkgs;
    in
    assert final ? fetchPythonRequirements && final.pipSnapshot ? mkPython;
    final.pip-snapshot")" "$(build pip-snapshot)"
}

case_flake_template_becomes_an_environment() {
  local project=$scratch/project
  checkout "$scratch/template-checkout"
  cp -r "$tests/../template" "$project"
  # in_project COMMAND [ATTRIBUTE] [ARGUMENT]...
  in_project() {
    local subcommand=$1 attribute=${2:-}
    (cd "$project" && XDG_CACHE_HOME=$scratch/project-cache on_stub "$subcommand" "path:$project$attribute" \
      --override-input pip-snapshot "path:$scratch/template-checkout" "${@:3}")
  }
  expect_failure "$log" in_project build
  expect_in '--date=2026-01-01' "$log"

  echo greeter >"$project/requirements.txt"
  sed -i -e "s|date = \"2026-01-01\";|date = \"2021-05-01\"; indexUrl = \"$index\";|" "$project/flake.nix"
  in_project run '#default.pin'
  in_project build '' --out-link "$scratch/project-result"
  expect greet "$("$scratch/project-result/bin/greet")" 'good day'
  expect run "$(in_project run '' -- -c 'import greeter; greeter.main()')" 'good day'
  expect develop "$(in_project develop '' --command greet)" 'good day'
}
