# What an argument may be: each gives null for a value that fits, or else the words for what would.
{ lib }:

let
  unless = fits: words: if fits then null else words;
  matches = pattern: text: builtins.isString text && builtins.match pattern text != null;
  all = fits: list: builtins.isList list && builtins.all fits list;
  isSet = value: builtins.isAttrs value && !(value ? outPath);

  normalised = import ../requirements/normalised.nix { inherit lib; };
  projectName = matches "[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?";
  indexName = name: matches "[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?" name && name != "default";
  nameGlob = text: builtins.isString text && matches "[a-z0-9*?]([a-z0-9*?-]*[a-z0-9*?])?" (normalised text);

  # One value for each of some projects.
  byProject =
    called: example: type: value:
    if !isSet value then
      "a set of ${called} by project, such as { ${example}; }"
    else
      let
        names = builtins.attrNames value;
        wrong = builtins.filter (name: type value.${name} != null) names;
        strange = builtins.filter (name: !projectName name) names;
      in
      if strange != [ ] then
        "by projects, which '${builtins.head strange}' is none"
      else if wrong != [ ] then
        "${type value.${builtins.head wrong}} (for ${builtins.head wrong})"
      else
        unless (
          builtins.length (lib.unique (map normalised names)) == builtins.length names
        ) "by projects, each named once";

  # Every path of this machine: a path, a text of one, or a package.
  isPlace =
    value:
    builtins.isPath value || matches "/.*" value || (builtins.isAttrs value && value ? outPath);
in

rec {
  date = import ./dates.nix;
  anything = _: null;
  flag = value: unless (builtins.isBool value) "true or false";
  text = value: unless (builtins.isString value) "a text";
  texts = value: unless (all builtins.isString value) "a list of texts";
  providers =
    value:
    unless (
      builtins.isString value
      || all builtins.isString value
      || isSet value && builtins.all (kind: builtins.isString kind || all builtins.isString kind) (builtins.attrValues value)
    ) "a text such as \"wheel\", or a set of them by project";
  packages = value: unless (builtins.isList value) "a list of packages";
  place = value: unless (isPlace value) "a path";
  places = value: unless (all isPlace value) "a list of paths, such as [ ./requirements.txt ]";
  locks =
    value:
    unless (isPlace value || isSet value && value != { } && all isPlace (builtins.attrValues value))
      "a path such as ./pylock.toml, or a set of them by system";
  requirements =
    value:
    unless (
      builtins.isString value || all builtins.isString value
    ) "a text or a list of texts (files are for `requirementsFiles`)";
  formats =
    value: unless (builtins.isBool value || all builtins.isString value) "true, false or a list of project names";
  oneOf = choices: value: unless (builtins.elem value choices) (
    lib.concatStringsSep " or " (map (choice: ''"${choice}"'') choices)
  );
  storeName =
    value:
    unless (
      matches "[A-Za-z0-9+_?=-][A-Za-z0-9+._?=-]*" value && builtins.stringLength value < 190
    ) "a name that Nix' store allows: letters, digits and +-._?=";

  # As a package; names are looked up before.
  python =
    value:
    unless (builtins.isAttrs value && value ? interpreter && value ? pythonVersion) (
      "a Python of nixpkgs, such as pkgs.python3, or its name"
      + (if builtins.isAttrs value && value ? python then " (of a set of packages, its `python`)" else "")
    );
  fetcherVersion =
    value:
    unless (
      (builtins.isInt value || builtins.isString value)
      && builtins.hasAttr (toString value) (import ../fetcher-versions.nix)
    ) (lib.concatStringsSep " or " (builtins.attrNames (import ../fetcher-versions.nix)));
  pipVersion =
    value:
    unless (matches "[0-9]+([.][0-9]+){0,3}((a|b|rc|[.]dev)[0-9]+)?" value) "a version of pip, such as \"24.0\"";
  pipFlags = value: unless (all (matches "--[a-z][a-z0-9-]*(=.*)?") value) (
    "a list of long options of pip, values attached, such as [ \"--pre\" \"--abi=cp311\" ]"
  );
  hash =
    value:
    unless (
      builtins.elem value [ "" ]
      || matches "sha256[-:].+" value
      || matches "[0-9a-f]{64}|[0-9a-z]{52}" value
    ) "a sha256, such as \"sha256-AAAA...=\"";
  dates = byProject "dates" "numpy = \"2021-05-01\"" date;
  choices = words: byProject "words" "torch = \"${builtins.head words}\"" (oneOf words);
  index =
    value:
    unless (matches "[[:space:]]*[Hh][Tt][Tt][Pp][Ss]?://[^/?#[:space:]]+(/[^?#[:space:]]*)?[[:space:]]*" value)
      "the URL of an index, such as \"https://pypi.org/simple/\"";
  indexes =
    value:
    let
      names = builtins.attrNames value;
      wrong = builtins.filter (
        name:
        let
          found = value.${name};
        in
        !(
          isSet found
          && removeAttrs found [ "url" "owns" ] == { }
          && index (found.url or null) == null
          && all nameGlob (found.owns or null)
          && found.owns != [ ]
        )
      ) names;
      strange = builtins.filter (name: !indexName name) names;
      form = "{ NAME = { url = \"https://...\"; owns = [ \"acme-*\" ]; }; }";
    in
    if !isSet value then
      "a set of indexes: ${form}"
    else if strange != [ ] then
      "a set of indexes: ${form}; '${builtins.head strange}' is no name for one, which has letters, digits, - and _"
    else
      unless (wrong == [ ]) "a set of indexes: ${form}; look at '${builtins.head wrong}'";
}
