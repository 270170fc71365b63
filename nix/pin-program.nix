# A program that fetches, and writes the hash into the pin file of the expression: `pin [OPTION]...`,
# with further options of snapshot-fetch. It is to be run where the expression is.
{
  lib,
  writeShellScriptBin,
  pip-snapshot,
}:

{
  # The arguments of snapshot-fetch but for the destination, as one line of shell.
  command,
  # The expression's pin file, or null.
  pins,
}:

let
  # In a flake it is a copy in the store; the part of its path behind the copied directory counts.
  copied = builtins.match "${builtins.storeDir}/[^/]+/(.+)" (toString pins);
  file =
    if pins == null then
      "pins.json"
    else if copied != null then
      builtins.head copied
    else if lib.hasPrefix builtins.storeDir (toString pins) then
      baseNameOf pins
    else
      toString pins;
in

writeShellScriptBin "pin" ''
  set -euo pipefail
  directory=$(mktemp -d)
  trap 'rm -rf "$directory"' EXIT
  pins=${lib.escapeShellArg (builtins.unsafeDiscardStringContext file)}
  PATH=${pip-snapshot}/bin:$PATH
  ${command} --dest="$directory/files" --pin="$pins" "$@"
  ${lib.optionalString (pins == null) ''
    echo "written to $pins; give the expression pins = ./$pins instead of a hash" >&2
  ''}
  if git -C "$(dirname "$pins")" rev-parse --is-inside-work-tree >/dev/null 2>&1 &&
    ! git -C "$(dirname "$pins")" ls-files --error-unmatch "$(basename "$pins")" >/dev/null 2>&1; then
    echo "a flake sees only files that Git knows: git add $pins" >&2
  fi
''
