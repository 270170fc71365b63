# The function set. `distribution` is what the commands are made from: see package.nix.
{
  pkgs ? import <nixpkgs> { },
  distribution ? ../distribution/target/pip-snapshot,
  pip-snapshot ? pkgs.callPackage ./package.nix { inherit distribution; },
}:

{
  inherit pip-snapshot;

  fetchPythonRequirements = pkgs.callPackage ./fetch-python-requirements { inherit pip-snapshot; };
}
