# The arguments that decide which files are fetched, checked: `inputs`, what they come to, in one
# canonical form; and `arguments`, how to tell snapshot-fetch.
{
  lib,
  platform,
  # say TEXT: throws it, as the function that was called.
  say,
}:

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
  providers ? { },
  withBuildRequires ? false,
  dateFor ? { },
  buildDate ? null,
  yanked ? "honour",
  missingUploadTime ? "refuse",
  missingUploadTimeFor ? { },
  indexUrl ? "https://pypi.org/simple/",
  extraIndexes ? { },
  allowDirectHosts ? [ ],
}:

let
  version = (import ../fetcher-versions.nix).${toString fetcherVersion};
  pip = if pipVersion == null then version.pip.version else pipVersion;
  normalised = import ../requirements/normalised.nix { inherit lib; };

  shown = import ../arguments/shown.nix { inherit lib; };

  byProject = lib.mapAttrs' (project: lib.nameValuePair (normalised project));

  withoutUser =
    text:
    if builtins.match ".*://[^/?#[:space:]]*@.*" text == null then
      text
    else
      say "everybody can read the store; the credentials of an index belong into netrc.";

  url =
    text:
    let
      parts = builtins.match "[[:space:]]*([A-Za-z]+)(://[^[:space:]]*)[[:space:]]*" (withoutUser text);
      lowered = lib.toLower (builtins.head parts) + builtins.elemAt parts 1;
    in
    if lib.hasSuffix "/" lowered then lowered else "${lowered}/";

  files = import ../requirements {
    inherit lib say;
    index = url indexUrl;
  };

  # Requirements in a list have no options; a text may have what a file may have. What has options is
  # given to pip as a file.
  list = requirementsList ++ lib.optionals (builtins.isList requirements) requirements;
  dashed = builtins.filter (text: builtins.match "[[:space:]]*-.*" text != null) list;
  listed = lib.concatMap (files.ofText "requirementsList") list;

  # What a project declares is given to pip as if it had been written in the list.
  isProject = file: baseNameOf (toString file) == "pyproject.toml";
  declared = lib.concatMap (files.ofText "requirementsFiles") (
    lib.concatMap (import ../requirements/project-file.nix { inherit lib say; }) (
      builtins.filter isProject requirementsFiles
    )
  );
  textFiles = builtins.filter (file: !isProject file) requirementsFiles;
  text = files.ofText "requirements" (if builtins.isString requirements then requirements else "");
  isFile = builtins.any (line: line.hasOptions) text;
  named = map (line: line.text) (listed ++ lib.optionals (!isFile) text ++ declared);
  withOptions =
    if dashed != [ ] then
      dashed
    else
      map (line: line.text) (builtins.filter (line: line.hasOptions) listed);

  choices = import ./pip-options.nix { inherit lib; } {
    inherit onlyBinary noBinary platforms;
    pipFlags =
      map withoutUser pipFlags ++ import ./providers.nix { inherit lib say; } providers;
  };

  variable = index: lib.toUpper (builtins.replaceStrings [ "-" ] [ "_" ] index);
  indexes = lib.mapAttrs (_: index: {
    url = url index.url;
    owns = map normalised index.owns;
  }) extraIndexes;
in

if date == null then
  say "as of when? Give a date, such as date = \"2021-05-01\"."
else if maxDate != null && date != maxDate then
  say "`date` and `maxDate` are the same argument; give one of them."
else if withOptions != [ ] then
  say "the requirement ${shown (builtins.head withOptions)} begins with a dash or has an option, which in a list would be one of snapshot-fetch; write it in a text for `requirements`, or in a file for `requirementsFiles`, or give the option as an argument, such as `pipFlags`."
else if named == [ ] && !isFile && !builtins.any files.requires textFiles then
  say "nothing is required; give `requirements`, `requirementsList` or `requirementsFiles`."
else
  {
    inputs = {
      inherit (version) layout;
      inherit date platform;
      date-for = byProject dateFor;
      direct-hosts = lib.unique (builtins.sort builtins.lessThan (map lib.toLower allowDirectHosts));
      requirements =
        named
        ++ lib.optionals isFile (files.textsOf text)
        ++ lib.concatMap (files.texts "-r") textFiles
        ++ lib.concatMap (files.texts "-c") constraintsFiles;
      python = {
        inherit (python) implementation;
        version = python.pythonVersion;
      };
      inherit pip;
      inherit (choices) options;
      build-requires = withBuildRequires;
      missing-upload-time = missingUploadTime;
      inherit yanked;
      index = url indexUrl;
      extra-indexes = indexes;
    }
    // lib.optionalAttrs (buildDate != null) { build-date = buildDate; }
    # Left out where it says nothing: it came later than the first pins.
    // lib.optionalAttrs (missingUploadTimeFor != { }) {
      missing-upload-time-for = byProject missingUploadTimeFor;
    };

    # Where snapshot-fetch, in a build, finds a requirements file.
    inherit (files) store;

    # The variables that may hold the indexes' user names and passwords.
    credentials = lib.concatMap (index: [
      "PIP_SNAPSHOT_INDEX${index}_USERNAME"
      "PIP_SNAPSHOT_INDEX${index}_PASSWORD"
    ]) ([ "" ] ++ map (index: "_${variable index}") (builtins.attrNames extraIndexes));

    # The command line but for Python and destination; `place` tells where a requirements file is.
    arguments =
      place:
      [
        "--date=${date}"
        "--pip-version=${pip}"
        "--index-url=${url indexUrl}"
      ]
      ++ choices.arguments
      ++ lib.optional withBuildRequires "--with-build-requires"
      ++ lib.optional (yanked != "honour") "--yanked=${yanked}"
      ++ lib.optional (missingUploadTime != "refuse") "--missing-upload-time=${missingUploadTime}"
      ++ lib.optional (buildDate != null) "--build-date=${buildDate}"
      ++ lib.mapAttrsToList (project: instant: "--date-for=${project}=${instant}") dateFor
      ++ lib.mapAttrsToList (
        project: word: "--missing-upload-time-for=${project}=${word}"
      ) missingUploadTimeFor
      ++ map (host: "--allow-direct-host=${host}") allowDirectHosts
      ++ lib.concatLists (
        lib.mapAttrsToList (
          name: index:
          [ "--extra-index=${name}=${index.url}" ] ++ map (glob: "--owns=${name}=${glob}") index.owns
        ) indexes
      )
      ++ lib.optional isFile "--requirement=${files.storeLines text}"
      ++ map (file: "--requirement=${place file}") textFiles
      ++ map (file: "--constraint=${place file}") constraintsFiles
      ++ named;
  }
