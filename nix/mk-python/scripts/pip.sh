# A pip that goes by its arguments alone, and what is done after it. Sourced, with python and pip set.
# shellcheck shell=bash disable=SC2154

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

# compile ENVIRONMENT: the store has no times, so that compiled files are told apart by hash; those
# that a wheel brings are by time. Files that no Python of this version can compile are no concern of
# the environment's.
compile() {
  "$1/bin/python" -m compileall -qq -f -j "${NIX_BUILD_CORES:-1}" \
    --invalidation-mode unchecked-hash "$1/lib" || true
}

# without_scripts_digests ENVIRONMENT: scripts hold the environment's path, which Nix may put in
# afterwards, as it does for --check without a sandbox: their digests would tell it.
without_scripts_digests() {
  find "$1"/lib/python*/site-packages -path '*.dist-info/RECORD' \
    -exec sed -i -E 's|^(\.\./\.\./\.\./bin/[^,]*),.*|\1,,|' {} +
}

# try_out ENVIRONMENT IMPORTS: with IMPORTS, the script that imports everything.
try_out() {
  PYTHONPATH=$pip "$1/bin/python" -m pip check
  (cd "$TMPDIR" && "$1/bin/python" -B "$2")
}
