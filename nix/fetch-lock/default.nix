# The files of a lock (PEP 751), each a derivation of its own, in a directory of links. The store
# name of a file depends on its name alone, so that neither another package in the lock nor another
# host in a URL has anything downloaded again.
#
#   fetchLock ./pylock.toml
#   fetchLock { lock = ./pylock.toml; name = "files"; }
#   fetchLock { lock = ./pylock.toml; netrc = true; }
{
  lib,
  fetchurl,
  linkFarm,
}:

argument:

let
  arguments =
    if builtins.isAttrs argument && !(argument ? outPath) then argument else { lock = argument; };
  inherit (arguments) lock;
  name = arguments.name or "locked-files";

  # fetchurl knows nothing of Nix' own netrc-file; and only with a netrc does it check certificates.
  credentials = lib.optionalAttrs (arguments.netrc or false) {
    netrcImpureEnvVars = [ "NETRC" ];
    netrcPhase = ''
      [ -r "''${NETRC:-}" ] || {
        echo "fetchLock: there is no netrc file at '$NETRC'; set NETRC, for nix-daemon if it builds, to one that the sandbox shows"
        exit 1
      }
      cp "$NETRC" netrc
    '';
  };

  contents = builtins.fromTOML (import ./quote-dates.nix (builtins.readFile lock));

  say = text: throw "fetchLock: ${toString lock}: ${text}";

  # Store names have fewer characters, and fewer of them, than file names.
  storeName =
    filename:
    let
      allowed = builtins.concatStringsSep "_" (
        builtins.filter builtins.isString (builtins.split "[^A-Za-z0-9+._?=-]" filename)
      );
    in
    builtins.substring 0 207 (if lib.hasPrefix "." allowed then "_${allowed}" else allowed);

  lastSegment = url: builtins.elemAt (builtins.match "([^?#]*/)([^/?#]*).*" url) 1;

  filenameOf =
    package: file:
    let
      filename =
        file.name or (
          if file ? url then
            lastSegment file.url
          else
            say "${package.name} has no URL; only files that can be downloaded can be fetched."
        );
    in
    if builtins.match "[^/%]+" filename == null || filename == "." || filename == ".." then
      say "${package.name} has a file whose name cannot be told: '${filename}'."
    else
      filename;

  # Which of several files to take is for an installer to say.
  fileOf =
    package:
    let
      files =
        (package.wheels or [ ])
        ++ lib.optional (package ? sdist) package.sdist
        ++ lib.optional (package ? archive) package.archive;
      file = builtins.head files;
    in
    if builtins.length files != 1 then
      say "${package.name} has ${toString (builtins.length files)} files, not one; lock for one platform."
    else if !(file ? hashes.sha256) then
      say "${package.name} has no sha256."
    else
      rec {
        inherit package;
        name = filenameOf package file;
        path = fetchurl (
          {
            name = storeName name;
            url = file.url or (say "${package.name} has no URL.");
            inherit (file.hashes) sha256;
          }
          // credentials
        );
      };

  files =
    map fileOf contents.packages
    ++ map (file: file // { name = "build-requires/${file.name}"; }) (
      map fileOf (contents.tool.pip-snapshot.build-requires or [ ])
    );

  # The last of two links of one name would be all that is left of them.
  doubles = builtins.filter (found: builtins.length found > 1) (
    builtins.attrValues (builtins.groupBy (file: file.name) files)
  );
in

if doubles == [ ] then
  linkFarm name files
else
  let
    found = builtins.head doubles;
    owners = lib.concatStringsSep " and " (map (file: file.package.name) found);
  in
  say "${owners} have a file of one name, '${(builtins.head found).name}'."
