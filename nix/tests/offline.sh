#!/usr/bin/env bash
# The cases that need no index but the one of the tests. Run by ./run.
# shellcheck disable=SC1091,SC2154
set -euo pipefail
source "$tests/harness.sh"
source "$tests/cases/package.sh"
source "$tests/cases/fetch.sh"
source "$tests/cases/pins.sh"
source "$tests/cases/lock.sh"
source "$tests/cases/mk-python.sh"
source "$tests/cases/import.sh"
source "$tests/cases/shell-and-image.sh"
source "$tests/cases/module.sh"
source "$tests/cases/flake.sh"
source "$tests/cases/reproducible.sh"

serve_index "$scratch/requests"
trap 'kill "$index_pid"' EXIT
log=$scratch/hash.log learn_greeter_hash

if [ $# -eq 0 ]; then
  set -- "${package_cases[@]}" "${fetch_cases[@]}" "${pins_cases[@]}" "${lock_cases[@]}" \
    "${mk_python_cases[@]}" "${import_cases[@]}" "${shell_and_image_cases[@]}" "${module_cases[@]}" "${flake_cases[@]}" "${reproducible_cases[@]}"
fi
run_cases "$@"
