# What the cases have in common. Sourced; the variables come from ./run.
# shellcheck shell=bash disable=SC2154

failures=0

# run_cases NAME...: each case_NAME in a shell of its own; what it said is shown if it fails.
run_cases() {
  local name log
  for name in "$@"; do
    log=$scratch/$name.log
    printf '%-62s ' "${name//_/ }"
    SECONDS=0
    if (set -euo pipefail && "case_$name") >"$log" 2>&1; then
      printf 'ok      %3d s\n' "$SECONDS"
    else
      printf 'FAILED  %3d s\n' "$SECONDS"
      sed 's/^/    /' "$log"
      failures=$((failures + 1))
    fi
  done
}

say_failed() {
  printf '%s\n' "$*"
  return 1
}

# expect WHAT ACTUAL EXPECTED
expect() {
  [ "$2" = "$3" ] || say_failed "$1: is '$2', not '$3'"
}

# expect_in TEXT FILE
expect_in() {
  grep -qF -- "$1" "$2" || {
    cat "$2"
    say_failed "expected: $1"
  }
}

# expect_failure LOG COMMAND...: with its output in LOG.
expect_failure() {
  local log=$1
  shift
  if "$@" >"$log" 2>&1; then
    cat "$log"
    say_failed "succeeded, which it must not: $*"
  fi
}

# The function set, and python, in front of an expression.
with_set() {
  cat <<END
let
  pkgs = import $scratch/stub { };
  set = import $tests/.. { inherit pkgs; distribution = $distribution; };
  python = pkgs.python3;
in
with set;
$1
END
}

# build EXPRESSION [OPTION]...: prints the output path.
build() {
  local expression=$1
  shift
  nix-build --no-out-link -E "$(with_set "$expression")" "$@"
}

# built_twice EXPRESSION: the same, built again to compare.
built_twice() {
  build "$@"
  build "$@" --check >&2
}
