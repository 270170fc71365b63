# The files of a lock (PEP 751), each a derivation of its own, in a directory of links.
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
in

linkFarm (arguments.name or "locked-files") (
  import ./files.nix { inherit lib fetchurl; } {
    say = sayOfLock;
    contents = import ./contents.nix {
      inherit lib;
      say = sayOfLock;
    } lock;
    inherit credentials;
  }
)
