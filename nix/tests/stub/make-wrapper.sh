#!/bin/bash
# makeWrapper PROGRAM WRAPPER [--set NAME VALUE]...
set -eu
program=$1
wrapper=$2
shift 2
{
  echo '#!/bin/bash'
  while [ $# -gt 0 ]; do
    [ "$1" = --set ]
    printf 'export %s=%q\n' "$2" "$3"
    shift 3
  done
  printf 'exec %q "$@"\n' "$program"
} >"$wrapper"
chmod +x "$wrapper"
