# What the cases have in common. Sourced; the variables come from ./run.
# shellcheck shell=bash disable=SC2030,SC2034,SC2154

shopt -s inherit_errexit

# run_case NAME: case_NAME in a shell of its own, with a file for a log to look into; what it said is
# shown if it fails.
run_case() {
  local said=$scratch/$1.said result
  SECONDS=0
  # In the background, because a condition would switch -e off.
  (set -euo pipefail; log=$scratch/$1.log; "case_$1") >"$said" 2>&1 &
  if wait "$!"; then
    result=ok
  else
    result=FAILED
    touch "$scratch/failed"
  fi
  printf '%-62s %-6s %3d s\n' "${1//_/ }" "$result" "$SECONDS"
  [ $result = ok ] || sed 's/^/    /' "$said"
}

# run_cases NAME...: two at a time.
run_cases() {
  local name running=()
  for name in "$@"; do
    if [ ${#running[@]} = 2 ]; then
      wait "${running[0]}"
      running=("${running[1]}")
    fi
    run_case "$name" &
    running+=($!)
  done
  # Not all children: the index runs on.
  wait "${running[@]}"
  [ ! -e "$scratch/failed" ]
}

# serve_index LOG: sets index, with LOG for its requests, and index_pid.
serve_index() {
  exec 3< <(exec "$python" "$tests/index.py" "$scratch/index" "$1")
  index_pid=$!
  read -r index <&3
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
