# A program that fetches, and writes what it got into the pin file or the lock of the expression:
# `pin [OPTION]...`, with further options of snapshot-fetch. It is to be run where the expression is.
{
  lib,
  writeShellScriptBin,
  pip-snapshot,
}:

{
  # The arguments of snapshot-fetch but for the destination, as one line of shell.
  command,
  # What the file is: "pin" or "lock".
  kind,
  # The expression's file, or null.
  file,
}:

let
  # In a flake it is a copy in the store; the part of its path behind the copied directory counts.
  copied = builtins.match "${builtins.storeDir}/[^/]+/(.+)" (toString file);
  written =
    if file == null then
      "pins.json"
    else if copied != null then
      builtins.head copied
    else if lib.hasPrefix builtins.storeDir (toString file) then
      baseNameOf file
    else
      toString file;
in

writeShellScriptBin "pin" ''
  set -euo pipefail
  directory=$(mktemp -d)
  trap 'rm -rf "$directory"' EXIT
  file=${lib.escapeShellArg (builtins.unsafeDiscardStringContext written)}
  PATH=${pip-snapshot}/bin:$PATH
  ${command} --dest="$directory/files" --${kind}="$file" "$@"
  ${lib.optionalString (file == null) ''
    echo "written to $file; give the expression pins = ./$file instead of a hash" >&2
  ''}
  if git -C "$(dirname "$file")" rev-parse --is-inside-work-tree >/dev/null 2>&1 &&
    ! git -C "$(dirname "$file")" ls-files --error-unmatch "$(basename "$file")" >/dev/null 2>&1; then
    echo "a flake sees only files that Git knows: git add $file" >&2
  fi
''
