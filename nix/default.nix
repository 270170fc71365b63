# The function set. `distribution` is what the commands are made from: see package.nix.
{
  pkgs ? import <nixpkgs> { },
  distribution ? ../distribution/target/pip-snapshot,
  pip-snapshot ? pkgs.callPackage ./package.nix { inherit distribution; },
}:

let
  # `python` may be the name of a package.
  withPython =
    function:
    { python, ... }@args:
    function (args // { python = if builtins.isString python then pkgs.${python} else python; });
in

rec {
  inherit pip-snapshot;

  fetchPythonRequirements = withPython (
    pkgs.callPackage ./fetch-python-requirements { inherit pip-snapshot; }
  );

  fetchLock = pkgs.callPackage ./fetch-lock { };

  mkPython = withPython (pkgs.callPackage ./mk-python { inherit fetchPythonRequirements; });
}
