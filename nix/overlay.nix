# Adds pip-snapshot, and the functions under its own name and nixpkgs' customary one.
final: prev: {
  pip-snapshot = final.callPackage ./package.nix { };
  pipSnapshot = import ./. {
    pkgs = final;
    inherit (final) pip-snapshot;
  };
  inherit (final.pipSnapshot) fetchPythonRequirements;
}
