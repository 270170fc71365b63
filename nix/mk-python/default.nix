# A Python environment in the shape of a virtual environment, installed without network from fetched
# files: `source`, or what `requirements` and the other arguments of fetchPythonRequirements fetch.
{
  lib,
  stdenv,
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
in

assert lib.assertMsg (source != null -> unused == [ ])
  "mkPython: give either source or requirements; beside source nothing has a use for ${toString unused}.";

stdenv.mkDerivation (final: {
  inherit name nativeBuildInputs buildInputs;

  dontUnpack = true;
  # What RECORD lists stays as it is.
  dontStrip = true;
  dontPatchELF = true;

  installPhase = ''
    runHook preInstall

    PYTHONPATH=${python.pkgs.pip}/${python.sitePackages} \
      bash ${./install.sh} ${python.interpreter} ${files} "$out"
    ${lib.optionalString (!ignoreCollisions) ''
      ${python.interpreter} ${./collisions.py} "$out"
    ''}
    # Scripts hold the environment's path, which Nix may put in afterwards, as it does for --check
    # without a sandbox: their digests would tell it.
    sed -i -E 's|^(\.\./\.\./\.\./bin/[^,]*),.*|\1,,|' "$out"/lib/python*/site-packages/*.dist-info/RECORD
    ${postBuild}

    runHook postInstall
  '';

  passthru = {
    inherit python;
    source = files;
    interpreter = "${final.finalPackage}/bin/python";
  };
})
