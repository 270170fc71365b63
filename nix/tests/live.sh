#!/usr/bin/env bash
# The cases that ask the real index. Run by ./run.
# shellcheck disable=SC1091,SC2154
set -euo pipefail
source "$tests/harness.sh"
source "$tests/cases/live.sh"
run_cases "${live_cases[@]}"
