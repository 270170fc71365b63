# A Python environment in the shape of a virtual environment, installed without network from fetched
# files: `source`, or what `requirements` and the other arguments of fetchPythonRequirements fetch. With
# a lock each package is a derivation of its own, which environments link.
{
  lib,
  stdenv,
  fetchurl,
  linkFarm,
  fetch,
  # What leads compiled files of wheels to nixpkgs' libraries: a hook, and the libraries.
  autoPatchelfHook,
  manylinuxLibraries,
  # The image and the shell of an environment.
  image,
  shell,
}:

let
  types = import ../arguments/types.nix { inherit lib; };
  check = import ../arguments { inherit lib; };

  own = {
    name = types.storeName;
    source = types.place;
    ignoreCollisions =
      value:
      if builtins.isBool value || types.texts value == null then
        null
      else
        "true, false or a list of paths in the environment, such as \"tests/*\"";
    tests = types.flag;
    patchelf = types.flag;
    postBuild = types.text;
    inherit (types) python;
    nativeBuildInputs = types.packages;
    buildInputs = types.packages;
  };
  versions = import ../fetcher-versions.nix;

  # Inputs are for what pip builds: their hooks are not to take a phase over. What RECORD lists stays as
  # it is; of the fixup phase only hooks such as autoPatchelf's act.
  phases = {
    dontUnpack = true;
    dontConfigure = true;
    dontBuild = true;
    dontStrip = true;
    dontPatchELF = true;
    dontPatchShebangs = true;
    dontGzipMan = true;
    dontMoveSbin = true;
    dontMoveSystemdUserUnits = true;
    dontPruneLibtoolFiles = true;
    forceShare = "none";
  };
in

{
  types = fetch.types // own;

  make =
    function: arguments:

    let
      given = check function (fetch.types // own) arguments;
      say = text: throw "${function}: ${text}";
      inherit (given) python;

      # Metadata of source distributions is prepared with what they are built with.
      requested = removeAttrs given [
        "name"
        "source"
        "ignoreCollisions"
        "tests"
        "patchelf"
        "postBuild"
      ];
      unused = builtins.attrNames (
        removeAttrs requested [
          "python"
          "fetcherVersion"
          "nativeBuildInputs"
          "buildInputs"
        ]
      );

      files = given.source or (fetch.make function ({ withBuildRequires = true; } // requested));

      # A pip of nixpkgs can be older than the one that fetched, and ask an sdist for more than it fetched.
      pip =
        let
          inherit (versions.${toString (given.fetcherVersion or 1)}) pip;
        in
        if builtins.compareVersions python.pythonVersion pip.oldestPython >= 0 then
          fetchurl { inherit (pip) url sha256; }
        else
          "${python.pkgs.pip}/${python.sitePackages}";

      patched = lib.optionals (given.patchelf or false);
      collisions = given.ignoreCollisions or [ ];
      ignored = if builtins.isBool collisions then lib.optional collisions "*" else collisions;
      imports = lib.optionalString (given.tests or false) "${./scripts}/imports.py";

      # Compiled files find those of other packages where all are installed into one place.
      isLinked = files ? lockedFiles && !(given.patchelf or false);
      isForBuilds = file: lib.hasPrefix "build-requires/" file.name;
      buildRequires = linkFarm "build-requires" (
        map (file: file // { name = lib.removePrefix "build-requires/" file.name; }) (
          builtins.filter isForBuilds files.lockedFiles
        )
      );
      packages = map packageOf (builtins.filter (file: !(isForBuilds file)) files.lockedFiles);
      packageOf =
        file:
        let
          isWheel = lib.hasSuffix ".whl" file.name;
        in
        stdenv.mkDerivation (
          phases
          // {
            name = "python${python.pythonVersion}-${lib.removeSuffix ".whl" file.path.name}";
            nativeBuildInputs = lib.optionals (!isWheel) (given.nativeBuildInputs or [ ]);
            buildInputs = lib.optionals (!isWheel) (given.buildInputs or [ ]);
            installPhase = ''
              runHook preInstall
              bash ${./scripts}/install-package.sh ${python.interpreter} ${pip} ${file.path} ${lib.escapeShellArg file.name} "$out" ${
                lib.optionalString (!isWheel) "${buildRequires}"
              }
              runHook postInstall
            '';
          }
        );
    in

    if !(given ? python) then
      say "for which Python? Give `python`, such as pkgs.python3."
    else if given ? source && unused != [ ] then
      say "give either source or requirements; beside source nothing has a use for ${lib.concatStringsSep ", " unused}."
    else
      stdenv.mkDerivation (final: phases // {
        name = given.name or "python-env";
        nativeBuildInputs = given.nativeBuildInputs or [ ] ++ patched [ autoPatchelfHook ];
        buildInputs = given.buildInputs or [ ] ++ patched manylinuxLibraries;

        installPhase = ''
          runHook preInstall

          ${
            if isLinked then
              ''
                bash ${./scripts}/link.sh ${python.interpreter} ${pip} "$out" ${lib.escapeShellArg (builtins.toJSON ignored)} "${imports}" ${toString packages}
              ''
            else
              ''
                bash ${./scripts}/install.sh ${python.interpreter} ${pip} ${files} "$out" "${imports}" ${lib.escapeShellArgs ignored}
              ''
          }
          ${given.postBuild or ""}

          runHook postInstall
        '';

        passthru = {
          inherit python;
          source = files;
          interpreter = "${final.finalPackage}/bin/python";
          env = shell final.finalPackage;
          dockerImage = image final.finalPackage;
        }
        // lib.optionalAttrs (files ? prefetch) { inherit (files) key pin prefetch; };

        # `nix run`, `lib.getExe`.
        meta.mainProgram = "python";
      });
}
