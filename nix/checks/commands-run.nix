# The commands run in a builder: no locale, no home, nothing writable but the build directory.
{ pkgs, pip-snapshot }:

pkgs.runCommand "pip-snapshot-commands-run" { nativeBuildInputs = [ pip-snapshot ]; } ''
  for command in snapshot-fetch snapshot-proxy snapshot-hash snapshot-cache snapshot-diff; do
    "$command" --version
  done >"$out"
  printf 'content' >file
  hash=$(snapshot-hash --flat file)
  [ "$hash" = sha256-7XACtDnprIRfIjV9giusFERzD722AW0+yUMil7nsn3M= ] ||
    { echo "snapshot-hash: $hash"; exit 1; }
''
