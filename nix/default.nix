# The function set. Arguments that all calls have in common, such as `date` and `pins`, can be given
# here, and are then defaults; a call's own arguments go before them.
#
#   import ./nix { inherit pkgs; python = "python311"; date = "2026-01-01"; pins = ./pins.json; }
{
  pkgs ? import <nixpkgs> { },
  # What the commands are made from: see package.nix.
  distribution ? ../distribution/target/pip-snapshot,
  pip-snapshot ? pkgs.callPackage ./package.nix { inherit distribution; },
  ...
}@arguments:

let
  inherit (pkgs) lib;

  # Not by callPackage, whose results are sets and no functions.
  fetch = import ./fetch-python-requirements {
    inherit lib pip-snapshot;
    inherit (pkgs)
      stdenvNoCC
      cacert
      runCommand
      writeShellScriptBin
      fetchurl
      linkFarm
      ;
  };
  shell = import ./mk-python-shell.nix {
    inherit lib;
    inherit (pkgs) mkShell;
  };
  image = import ./mk-docker-image.nix {
    inherit lib;
    inherit (pkgs) dockerTools busybox cacert;
  };
  environment = import ./mk-python {
    inherit lib fetch image;
    shell = shell.of;
    inherit (pkgs) stdenv fetchurl linkFarm;
    # Not every platform has them.
    autoPatchelfHook = pkgs.autoPatchelfHook;
    manylinuxLibraries = pkgs.pythonManylinuxPackages.manylinux2014;
  };

  call = import ./arguments/call.nix {
    inherit lib pkgs;
    types = environment.types;
    defaults = removeAttrs arguments [
      "pkgs"
      "distribution"
      "pip-snapshot"
    ];
  };
in

{
  inherit pip-snapshot;

  # For use beside the functions, as mach-nix has them.
  nixpkgs = pkgs;
  rPackages = pkgs.rPackages or { };

  fetchPythonRequirements = call "fetchPythonRequirements" fetch;
  fetchLock = import ./fetch-lock { inherit (pkgs) lib fetchurl linkFarm; };
  mkPython = call "mkPython" environment;
  mkPythonShell = call "mkPythonShell" (shell.from environment);
  mkDockerImage = call "mkDockerImage" {
    inherit (environment) types;
    make = function: arguments: (environment.make function arguments).dockerImage;
  };

  # The same set with further defaults.
  withDefaults = more: import ./. (arguments // more);
}
// import ./elsewhere.nix
