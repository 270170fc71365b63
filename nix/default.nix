# The function set. `distribution` is what the commands are made from: see package.nix.
{
  pkgs ? import <nixpkgs> { },
  distribution ? ../distribution/target/pip-snapshot,
  pip-snapshot ? pkgs.callPackage ./package.nix { inherit distribution; },
}:

let
  inherit (pkgs) lib;
  pythonOf = import ./arguments/python.nix { inherit pkgs lib; };

  # `python` may be the name of a package.
  withPython =
    function: make: arguments:
    make function (
      if builtins.isAttrs arguments && (arguments.python or null) != null then
        arguments // { python = pythonOf function arguments.python; }
      else
        arguments
    );

  # Not by callPackage, whose results are sets and no functions.
  fetch = import ./fetch-python-requirements {
    inherit lib pip-snapshot;
    inherit (pkgs)
      stdenvNoCC
      cacert
      runCommand
      writeShellScriptBin
      ;
  };
  environment = import ./mk-python {
    inherit lib fetch;
    inherit (pkgs) stdenv fetchurl;
  };
in

{
  inherit pip-snapshot;
  fetchPythonRequirements = withPython "fetchPythonRequirements" fetch.make;
  fetchLock = import ./fetch-lock { inherit (pkgs) lib fetchurl linkFarm; };
  mkPython = withPython "mkPython" environment.make;
}
