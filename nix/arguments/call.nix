# A function as users call it: with the defaults of the import, and a Python that may be a name.
{
  lib,
  pkgs,
  # Of everything that may be a default.
  types,
  defaults,
}:

let
  check = import ./. { inherit lib; };
  pythonOf = import ./python.nix { inherit lib pkgs; };
  versions = builtins.attrNames (import ../fetcher-versions.nix);

  # What belongs to one set of requirements is no default.
  common = removeAttrs types [
    "requirements"
    "requirementsList"
    "requirementsFiles"
    "hash"
    "outputHash"
    "name"
    "source"
  ];
  # A name, or a package.
  checkedDefaults = check "import pip-snapshot/nix" (common // { python = _: null; }) (
    withoutEffect "import pip-snapshot/nix" defaults
  );

  # mach-nix's, and of no effect on files that the index has.
  withoutEffect =
    function: arguments:
    let
      found = builtins.filter (name: arguments ? ${name}) (
        [
          "ignoreDataOutdated"
          "cudaVersion"
          "_providerDefaults"
          "_fixes"
        ]
        ++ lib.optional (arguments.condaChannelsExtra or null == { }) "condaChannelsExtra"
      );
      rest = removeAttrs arguments found;
    in
    if found == [ ] then
      rest
    else
      builtins.trace "${function}: without effect here: ${lib.concatStringsSep ", " found}" rest;

  all = {
    python = "python3";
    # They are numbered from 1.
    fetcherVersion = builtins.length versions;
  }
  // checkedDefaults;

  # Two spellings of one argument, or two ways to one end: the call's own counts alone.
  superseded =
    arguments:
    lib.optionals (arguments ? date || arguments ? maxDate) [ "date" "maxDate" ]
    ++ lib.optionals (arguments ? hash || arguments ? outputHash) [ "pins" "lock" ]
    ++ lib.optional (arguments ? pins) "lock"
    ++ lib.optional (arguments ? lock) "pins"
    ++ lib.optionals (arguments ? source) (
      builtins.attrNames (removeAttrs types [ "python" "fetcherVersion" "ignoreCollisions" "tests" "patchelf" "nativeBuildInputs" "buildInputs" ])
    );
in

function:
{ types, make }:
argument:

let
  # As in mach-nix, a list is of further packages.
  arguments =
    if builtins.isList argument then
      { packagesExtra = argument; }
    else if builtins.isAttrs argument then
      withoutEffect function argument
    else
      argument;
  merged =
    builtins.intersectAttrs types (removeAttrs all (superseded arguments))
    // removeAttrs arguments (builtins.filter (name: arguments.${name} == null) (builtins.attrNames arguments));
in

if !builtins.isAttrs arguments then
  check function types arguments
else
  make function (merged // { python = pythonOf function merged.python; })
