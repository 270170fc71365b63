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

let
  types = import ../arguments/types.nix { inherit lib; };
  check = import ../arguments { inherit lib; };
  lockedFile = import ./locked-file.nix { inherit lib; };
in

argument:

let
  say = text: throw "fetchLock: ${text}";
  arguments =
    check "fetchLock"
      {
        lock = types.place;
        name = types.storeName;
        netrc = types.flag;
      }
      (if builtins.isAttrs argument && !(argument ? outPath) then argument else { lock = argument; });
  lock = arguments.lock or (say "which lock? Give `lock`, such as ./pylock.toml.");
  sayOfLock = text: say "${toString lock}: ${text}";

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

  contents =
    let
      found =
        if builtins.pathExists lock then
          builtins.fromTOML (import ./quote-dates.nix (builtins.readFile lock))
        else
          sayOfLock "there is no such file${
            lib.optionalString (lib.hasPrefix builtins.storeDir (toString lock)) " (a flake sees only files that Git knows: git add)"
          }.";
      version = found.lock-version or null;
    in
    if !(builtins.isString version) then
      sayOfLock "it is no lock of PEP 751, which has a lock-version; locks of uv, Poetry or PDM can be exported as pylock.toml."
    else if builtins.match "1([.][0-9]+)*" version == null then
      sayOfLock "its lock-version is ${version}, and only 1 is known here."
    else
      found;

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
  sayOfLock (lib.concatStringsSep ".\n" problems + ".")
else
  linkFarm (arguments.name or "locked-files") (
    map (file: {
      name = file.entry;
      path = fetchurl (
        {
          name = storeName file.name;
          inherit (file) url sha256;
        }
        // credentials
      );
    }) found
  )
