#!/usr/bin/env bash
# Installs one file of a lock into a directory of its own, without network: what an environment links.
#
# usage: install-package.sh PYTHON PIP FILE FILENAME OUT [BUILD_REQUIRES], PIP being a wheel, or a directory
#        that holds a pip, and BUILD_REQUIRES a directory with what building source distributions needs
set -euo pipefail
python=$1
pip=$2
file=$3
filename=$4
out=$5
build_requires=${6:-}

# shellcheck source=nix/mk-python/scripts/pip.sh
source "$(dirname "$0")/pip.sh"

# Store names are not the names that pip reads.
mkdir "$TMPDIR/file"
cp "$file" "$TMPDIR/file/$filename"
wheels=$TMPDIR/file
if [[ $filename != *.whl ]]; then
  wheels=$TMPDIR/built
  mkdir "$wheels"
  pip wheel --quiet --no-index --find-links "$build_requires" --no-deps --no-cache-dir \
    --wheel-dir "$wheels" "$TMPDIR/file/$filename"
fi

# A wheel named by its path would leave that path in direct_url.json.
wheel=$(echo "$wheels"/*.whl)
IFS=- read -r name version _ <<<"${wheel##*/}"
"$python" -m venv --without-pip "$out"
pip --python "$out/bin/python" install --quiet --no-index --find-links "$wheels" --only-binary :all: --no-deps \
  --no-cache-dir --no-compile "$name==$version"

compile "$out"
without_scripts_digests "$out"
# Of the virtual environment only what came in; scripts still name its Python, whose place the
# environment's takes.
rm -r "$out"/bin/python* "$out"/bin/[aA]ctivate* "$out"/pyvenv.cfg
[ ! -L "$out/lib64" ] || rm "$out/lib64"
find "$out" -mindepth 1 -type d -empty -delete
