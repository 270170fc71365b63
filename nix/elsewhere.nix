# What mach-nix has and this has not: functions that say what to do instead.
builtins.mapAttrs (name: advice: _: throw "pip-snapshot: there is no `${name}` yet; ${advice}") {
  buildPythonPackage = "put the project's requirements into `mkPython { requirementsFiles = [ ... ]; }`, and the project itself beside them with `mkPythonShell { editable = \"src\"; ... }`.";
  buildPythonApplication = "an application of the index is `mkPython { requirements = \"NAME\"; ... }`, whose bin/ has its commands.";
  fetchPypiSdist = "`fetchPythonRequirements { requirements = \"NAME==VERSION\"; noBinary = true; pipFlags = [ \"--no-deps\" ]; ... }` fetches one file, and its `names` finds it by its project.";
  fetchPypiWheel = "`fetchPythonRequirements { requirements = \"NAME==VERSION\"; onlyBinary = true; pipFlags = [ \"--no-deps\" ]; ... }` fetches one file, and its `names` finds it by its project.";
  mkOverlay = "the environment of mkPython takes nothing from nixpkgs' Python packages and changes none of them.";
  mkNixpkgs = "add the environment to nixpkgs by an overlay: `final: prev: { my-python = mkPython { ... }; }`.";
  mkPythonOverrides = "the environment of mkPython takes nothing from nixpkgs' Python packages and changes none of them.";
  pythonWith = "`nix shell` takes an environment of your flake: mkPython { requirements = \"requests flask\"; ... }.";
  shellWith = "`nix develop` takes the `env` of an environment: (mkPython { ... }).env.";
  dockerImageWith = "an environment has a `dockerImage`: (mkPython { ... }).dockerImage.";
  mergeOverrides = "use nixpkgs' lib.composeManyExtensions.";
}
