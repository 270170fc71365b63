# A lock that stands for a hash: it has the key of the inputs that it was made for.
{
  lib,
  fetchurl,
  linkFarm,
}:

{
  # say TEXT: throws it, as the function that was called.
  say,
  # The lock, or a set of locks by system.
  lock,
  system,
  # What the inputs come to, in the form of a pin's key.
  key,
  # The store name of the directory.
  name,
  # advice OPTIONS: how to fetch with these options.
  advice,
}:

let
  isSet = builtins.isAttrs lock && !(lock ? outPath);
  file =
    if !isSet then
      lock
    else
      lock.${system} or (remedy "there is no lock for ${system}, only for ${lib.concatStringsSep ", " (builtins.attrNames lock)}" "pylock.${system}.toml");

  # A file in the store cannot be written; the one that it is a copy of has the same name.
  isCopy = lib.hasPrefix builtins.storeDir (toString file);
  shown = if isCopy then baseNameOf file else toString file;
  remedy =
    problem: written:
    say ''
      ${problem}. This makes it:

        ${advice [ "--lock=${written}" ]}'';
  # Why a file in Git's working tree may not be there.
  hint = lib.optionalString isCopy " here (if there is one in your checkout, Git does not know it: git add ${shown})";

  sayOfLock = text: say "${shown}: ${text}";
  contents = import ./fetch-lock/contents.nix {
    inherit lib;
    say = sayOfLock;
  } file;
  found = contents.tool.pip-snapshot.key or null;
  all = import ./fetch-lock/files.nix { inherit lib fetchurl; } {
    say = sayOfLock;
    inherit contents;
  };
in

rec {
  inherit file;

  # The files, each with its `name` in a directory of them and its `path`. Whatever is wrong comes up
  # here, and not before they are needed: the program that mends it hangs on the directory.
  files =
    if !builtins.pathExists file then
      remedy "${name} has no lock ${shown}${hint}" shown
    else if found == null then
      remedy "${shown} does not say what it was made for: it is of another tool, or has options that Nix cannot spell. `fetchLock ${shown}` takes it as it is, and `source` of mkPython takes that. Or lock anew" shown
    else if found != key then
      remedy "${shown} was made for other requirements, another date, Python, pip or other options than ${name} has" shown
    else
      all;

  directory = linkFarm name files;
}
