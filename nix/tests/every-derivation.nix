# All that the function set makes, as samples of it, and all that the samples carry along; each with
# what it is built from is to come out the same twice. What the set gains needs a sample here.
{
  pkgs,
  set,
  samples,
}:

let
  isDerivation = value: builtins.isAttrs value && value.type or null == "derivation";
  carried = sample: builtins.filter isDerivation (builtins.attrValues (sample.passthru or { }));

  checks = map (
    file:
    import (../checks + "/${file}") {
      inherit pkgs;
      inherit (set) pip-snapshot;
    }
  ) (builtins.attrNames (builtins.readDir ../checks));

  # What makes nothing.
  others = [ "nixpkgs" "rPackages" "withDefaults" ] ++ builtins.attrNames (import ../elsewhere.nix);
  without = removeAttrs set (builtins.attrNames samples ++ others);
in

assert
  without == { }
  || throw "every-derivation.nix: no sample of ${toString (builtins.attrNames without)}";

builtins.concatMap (sample: [ sample ] ++ carried sample) (builtins.attrValues samples) ++ checks
