#!/usr/bin/env bash
# Installs every file of a fetched directory into a new virtual environment, without network.
#
# usage: install.sh PYTHON PIP FILES ENVIRONMENT [IMPORTS], PIP being a wheel, or a directory that holds a
#        pip; with IMPORTS, the script that imports everything, the environment is tried at the end
set -euo pipefail
python=$1
pip=$2
files=$3
environment=$4
imports=${5:-}

export HOME=$TMPDIR PIP_CONFIG_FILE=/dev/null PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1
export LC_ALL=C.UTF-8
# Archives cannot hold times before 1980; compiled sets of strings are in the order of their hashes.
export SOURCE_DATE_EPOCH=315532800 PYTHONHASHSEED=0

if [ -f "$pip" ]; then
  "$python" -m zipfile --extract "$pip" "$TMPDIR/pip"
  pip=$TMPDIR/pip
fi

pip() {
  PYTHONPATH=$pip "$python" -m pip "$@"
}

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

# The store has no times, so that compiled files are told apart by hash; those that a wheel brings
# are by time. Files that no Python of this version can compile are no concern of the environment's.
"$environment/bin/python" -m compileall -qq -f -j "${NIX_BUILD_CORES:-1}" \
  --invalidation-mode unchecked-hash "$environment/lib" || true

if [ -n "$imports" ]; then
  PYTHONPATH=$pip "$environment/bin/python" -m pip check
  (cd "$TMPDIR" && "$environment/bin/python" -B "$imports")
fi
