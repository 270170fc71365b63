#!/usr/bin/env bash
# Installs every file of a fetched directory into a new virtual environment, without network.
#
# usage: install.sh PYTHON PIP FILES ENVIRONMENT IMPORTS [PATTERN]..., PIP being a wheel, or a directory that
#        holds a pip, and PATTERN those of collisions.py; with IMPORTS, the script that imports everything,
#        the environment is tried at the end
set -euo pipefail
python=$1
pip=$2
files=$3
environment=$4
imports=$5

# shellcheck source=nix/mk-python/scripts/pip.sh
source "$(dirname "$0")/pip.sh"

# There may be no file at all, where every requirement's marker says so.
shopt -s nullglob

built=$TMPDIR/built
mkdir "$built"
for file in "$files"/*; do
  case $file in
    *.whl) ;;
    */build-requires) ;;
    *) pip wheel --quiet --no-index --find-links "$files/build-requires" --no-deps --no-cache-dir \
      --wheel-dir "$built" "$file" ;;
  esac
done

# A wheel named by its path would leave that path in direct_url.json; one named by name and version
# leaves nothing.
requirements=()
for wheel in "$files"/*.whl "$built"/*.whl; do
  IFS=- read -r name version _ <<<"${wheel##*/}"
  requirements+=("$name==$version")
done

"$python" -m venv --without-pip "$environment"
if [ ${#requirements[@]} -gt 0 ]; then
  pip --python "$environment/bin/python" install --quiet --no-index --find-links "$files" \
    --find-links "$built" --only-binary :all: --no-deps --no-cache-dir --no-compile "${requirements[@]}"
fi

compile "$environment"
"$python" "$(dirname "$0")/collisions.py" "$environment" "${@:6}"
without_scripts_digests "$environment"
[ -z "$imports" ] || try_out "$environment" "$imports"
