#!/usr/bin/env bash
# The cases that need no index but the one of the tests. Run by ./run.
# shellcheck disable=SC1091,SC2154
set -euo pipefail
source "$tests/harness.sh"
source "$tests/cases/package.sh"
source "$tests/cases/fetch.sh"

requests=$scratch/requests
exec 3< <(exec "$python" "$tests/index.py" "$scratch/index" "$requests")
index_pid=$!
trap 'kill "$index_pid"' EXIT
read -r index <&3
export index requests

if [ $# -eq 0 ]; then
  set -- "${package_cases[@]}" "${fetch_cases[@]}"
fi
run_cases "$@"
exit "$((failures > 0))"
