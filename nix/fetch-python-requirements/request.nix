# The arguments that decide which files are fetched: `inputs`, what they come to, in one canonical
# form; and `arguments`, how to tell snapshot-fetch.
{ lib, platform }:

let
  requirementsFile = import ./requirements-file.nix { };

  versions = import ../fetcher-versions.nix;
in

{
  python,
  fetcherVersion,
  maxDate ? null,
  date ? maxDate,
  requirements ? [ ],
  requirementsList ? [ ],
  requirementsFiles ? [ ],
  constraintsFiles ? [ ],
  pipVersion ? null,
  onlyBinary ? false,
  noBinary ? [ ],
  platforms ? [ ],
  pipFlags ? [ ],
  withBuildRequires ? false,
  dateFor ? { },
  yanked ? "honour",
  missingUploadTime ? "refuse",
  indexUrl ? "https://pypi.org/simple/",
  extraIndexes ? { },
  allowDirectHosts ? [ ],
}:

let
  version =
    versions.${toString fetcherVersion} or (throw ''
      fetchPythonRequirements: there is no fetcherVersion ${toString fetcherVersion}, only ${
        lib.concatStringsSep ", " (builtins.attrNames versions)
      }.'');

  pip = if pipVersion == null then version.pip.version else pipVersion;

  # A text stands for its lines, as in mach-nix.
  lines =
    text:
    builtins.filter (line: line != "") (
      map requirementsFile.uncommented (requirementsFile.physicalLines "the text of requirements" text)
    );
  named =
    map requirementsFile.strip (
      requirementsList ++ (if builtins.isString requirements then lines requirements else requirements)
    );

  # As pip takes them: `:all:` wipes out what the opposite option said before it.
  formats =
    let
      choice = value: if builtins.isBool value then lib.optional value ":all:" else value;
      all = map (value: "--no-binary=${value}") (choice noBinary)
        ++ map (value: "--only-binary=${value}") (choice onlyBinary);
      isAll = lib.hasSuffix "=:all:";
    in
    builtins.filter isAll all ++ builtins.filter (option: !isAll option) all;
  flags = builtins.filter (flag: builtins.elem flag pipFlags) [
    "--no-deps"
    "--pre"
    "--prefer-binary"
    "--require-hashes"
  ];
  otherFlags = lib.subtractLists flags pipFlags;
  # PEP 503.
  normalised =
    project:
    lib.concatStringsSep "-" (
      builtins.filter builtins.isString (builtins.split "[-_.]+" (lib.toLower project))
    );

  url =
    text:
    assert lib.assertMsg (builtins.match ".*://[^/]*@.*" text == null)
      "fetchPythonRequirements: everybody can read the store; the credentials of an index belong into netrc.";
    if lib.hasSuffix "/" text then text else "${text}/";

  variable = index: lib.toUpper (builtins.replaceStrings [ "-" ] [ "_" ] index);
  platformOptions = map (value: "--platform=${value}") platforms;
in

assert lib.assertMsg (date != null)
  "fetchPythonRequirements: as of when? Give a date, such as date = \"2021-05-01\".";
assert lib.assertMsg (!builtins.any (lib.hasPrefix "-") named)
  "fetchPythonRequirements: a requirement that begins with a dash would be an option of snapshot-fetch; options have arguments of their own here, such as pipFlags, and those of a requirement stand in requirementsFiles.";
assert lib.assertMsg (named != [ ] || requirementsFiles != [ ])
  "fetchPythonRequirements: nothing is required; give requirementsList or requirementsFiles.";

{
  inputs = {
    inherit (version) layout;
    inherit date platform;
    date-for = lib.mapAttrs' (project: lib.nameValuePair (normalised project)) dateFor;
    direct-hosts = lib.unique (builtins.sort builtins.lessThan (map lib.toLower allowDirectHosts));
    requirements =
      named
      ++ lib.concatMap (requirementsFile.texts "-r") requirementsFiles
      ++ lib.concatMap (requirementsFile.texts "-c") constraintsFiles;
    python = {
      inherit (python) implementation;
      version = python.pythonVersion;
    };
    inherit pip;
    options = formats ++ platformOptions ++ flags ++ otherFlags;
    build-requires = withBuildRequires;
    missing-upload-time = missingUploadTime;
    inherit yanked;
    index = url indexUrl;
    extra-indexes = lib.mapAttrs (name: index: {
      url = url index.url;
      owns = map normalised index.owns;
    }) extraIndexes;
  };

  # Where snapshot-fetch, in a build, finds a requirements file.
  store = requirementsFile.store;

  # The variables that may hold the indexes' user names and passwords.
  credentials = lib.concatMap (index: [
    "PIP_SNAPSHOT_INDEX${index}_USERNAME"
    "PIP_SNAPSHOT_INDEX${index}_PASSWORD"
  ]) ([ "" ] ++ map (index: "_${variable index}") (builtins.attrNames extraIndexes));

  # The command line but for the destination; `place` tells where a requirements file is.
  arguments =
    place:
    [
      "--date=${date}"
      "--python=${python.interpreter}"
      "--pip-version=${pip}"
      "--index-url=${url indexUrl}"
    ]
    ++ formats
    ++ platformOptions
    ++ flags
    ++ map (flag: "--pip-arg=${flag}") otherFlags
    ++ lib.optional withBuildRequires "--with-build-requires"
    ++ lib.optional (yanked != "honour") "--yanked=${yanked}"
    ++ lib.optional (missingUploadTime != "refuse") "--missing-upload-time=${missingUploadTime}"
    ++ lib.mapAttrsToList (project: instant: "--date-for=${project}=${instant}") dateFor
    ++ map (host: "--allow-direct-host=${host}") allowDirectHosts
    ++ lib.concatLists (
      lib.mapAttrsToList (
        name: index:
        [ "--extra-index=${name}=${url index.url}" ] ++ map (glob: "--owns=${name}=${glob}") index.owns
      ) extraIndexes
    )
    ++ map (file: "--requirement=${place file}") requirementsFiles
    ++ map (file: "--constraint=${place file}") constraintsFiles
    ++ named;
}
