# A Python environment in the shape of a virtual environment, installed without network from fetched
# files: `source`, or what `requirements` and the other arguments of fetchPythonRequirements fetch.
{
  lib,
  stdenv,
  fetchurl,
  fetchPythonRequirements,
}:

{
  python,
  name ? "python-env",
  source ? null,
  ignoreCollisions ? false,
  nativeBuildInputs ? [ ],
  buildInputs ? [ ],
  postBuild ? "",
  ...
}@args:

let
  requested = removeAttrs args [
    "name"
    "source"
    "ignoreCollisions"
    "nativeBuildInputs"
    "buildInputs"
    "postBuild"
  ];
  unused = builtins.attrNames (removeAttrs requested [ "python" ]);

  files =
    if source == null then
      fetchPythonRequirements ({ withBuildRequires = true; } // requested)
    else
      source;

  # A pip of nixpkgs can be older than the one that fetched, and ask an sdist for more than it fetched.
  pip =
    let
      versions = import ../fetcher-versions.nix;
      inherit (versions.${toString (args.fetcherVersion or 1)}) pip;
    in
    if builtins.compareVersions python.pythonVersion pip.oldestPython >= 0 then
      fetchurl { inherit (pip) url sha256; }
    else
      "${python.pkgs.pip}/${python.sitePackages}";
in

assert lib.assertMsg (source != null -> unused == [ ])
  "mkPython: give either source or requirements; beside source nothing has a use for ${toString unused}.";

stdenv.mkDerivation (final: {
  inherit name nativeBuildInputs buildInputs;

  # Inputs are for what pip builds: their hooks are not to take a phase over.
  dontUnpack = true;
  dontConfigure = true;
  dontBuild = true;

  # What RECORD lists stays as it is; of the fixup phase only hooks such as autoPatchelf's act.
  dontStrip = true;
  dontPatchELF = true;
  dontPatchShebangs = true;
  dontGzipMan = true;
  dontMoveSbin = true;
  dontMoveSystemdUserUnits = true;
  dontPruneLibtoolFiles = true;
  forceShare = "none";

  installPhase = ''
    runHook preInstall

    bash ${./install.sh} ${python.interpreter} ${pip} ${files} "$out"
    ${lib.optionalString (!ignoreCollisions) ''
      ${python.interpreter} ${./collisions.py} "$out"
    ''}
    # Scripts hold the environment's path, which Nix may put in afterwards, as it does for --check
    # without a sandbox: their digests would tell it.
    find "$out"/lib/python*/site-packages -path '*.dist-info/RECORD' \
      -exec sed -i -E 's|^(\.\./\.\./\.\./bin/[^,]*),.*|\1,,|' {} +
    ${postBuild}

    runHook postInstall
  '';

  passthru = {
    inherit python;
    source = files;
    interpreter = "${final.finalPackage}/bin/python";
  };
})
