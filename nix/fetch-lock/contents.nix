# What a lock (PEP 751) says.
{
  lib,
  # say TEXT: throws it, with the name of the lock.
  say,
}:

lock:

let
  found =
    if builtins.pathExists lock then
      builtins.fromTOML (import ./quote-dates.nix (builtins.readFile lock))
    else
      say "there is no such file${
        lib.optionalString (lib.hasPrefix builtins.storeDir (toString lock)) " (a flake sees only files that Git knows: git add)"
      }.";
  version = found.lock-version or null;
in

if !(builtins.isString version) then
  say "it is no lock of PEP 751, which has a lock-version; locks of uv, Poetry or PDM can be exported as pylock.toml."
else if builtins.match "1([.][0-9]+)*" version == null then
  say "its lock-version is ${version}, and only 1 is known here."
else
  found
