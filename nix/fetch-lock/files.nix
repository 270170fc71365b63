# The files of a lock, each a derivation of its own. The store name of a file depends on its name
# alone, so that neither another package in the lock nor another host in a URL has anything downloaded
# again.
{
  lib,
  fetchurl,
}:

{
  # say TEXT: throws it, with the name of the lock.
  say,
  # Of the lock: see contents.nix.
  contents,
  # More arguments of fetchurl.
  credentials ? { },
}:

let
  lockedFile = import ./locked-file.nix { inherit lib; };

  # Store names have fewer characters, and fewer of them, than file names.
  storeName =
    filename:
    let
      allowed = builtins.concatStringsSep "_" (
        builtins.filter builtins.isString (builtins.split "[^A-Za-z0-9+._?=-]" filename)
      );
    in
    builtins.substring 0 207 (if lib.hasPrefix "." allowed then "_${allowed}" else allowed);

  within =
    directory: file:
    if file ? name then file // { entry = directory + file.name; } else file;
  found =
    map (package: within "" (lockedFile package)) (contents.packages or [ ])
    ++ map (package: within "build-requires/" (lockedFile package)) (
      contents.tool.pip-snapshot.build-requires or [ ]
    );

  # The last of two links of one name would be all that is left of them.
  doubles = builtins.filter (files: builtins.length files > 1) (
    builtins.attrValues (builtins.groupBy (file: file.entry) (builtins.filter (file: file ? entry) found))
  );
  problems =
    map (file: file.problem) (builtins.filter (file: file ? problem) found)
    ++ map (
      files:
      "${lib.concatStringsSep " and " (map (file: file.package) files)} have a file of one name, '${(builtins.head files).entry}'"
    ) doubles;
in

if problems != [ ] then
  say (lib.concatStringsSep ".\n" problems + ".")
else
  map (file: {
    # Its path in the directory.
    name = file.entry;
    path = fetchurl (
      {
        name = storeName file.name;
        inherit (file) url sha256;
      }
      // credentials
    );
  }) found
