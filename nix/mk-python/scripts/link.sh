#!/usr/bin/env bash
# Makes a virtual environment of packages that install-package.sh has installed.
#
# usage: link.sh PYTHON PIP ENVIRONMENT PATTERNS IMPORTS [PACKAGE]..., PIP being a wheel, or a directory that
#        holds a pip, and PATTERNS those of link.py; with IMPORTS, the script that imports everything, the
#        environment is tried at the end
set -euo pipefail
python=$1
pip=$2
environment=$3
patterns=$4
imports=$5

# shellcheck source=nix/mk-python/scripts/pip.sh
source "$(dirname "$0")/pip.sh"

"$python" -m venv --without-pip "$environment"
"$python" "$(dirname "$0")/link.py" "$environment" "$patterns" "${@:6}"
[ -z "$imports" ] || try_out "$environment" "$imports"
