# mach-nix's `providers` as options of pip: which kinds of files may be taken, of all projects
# (`_default`) and of single ones.
{
  lib,
  # say TEXT: throws it, as the function that was called.
  say,
}:

providers:

let
  normalised = import ../requirements/normalised.nix { inherit lib; };
  byProject =
    if builtins.isAttrs providers then providers else { _default = providers; };

  # The kinds in order; what nixpkgs would be asked for last, is not asked for.
  kindsOf =
    name: value:
    let
      words =
        if builtins.isList value then
          value
        else
          builtins.filter (word: builtins.isString word && word != "") (builtins.split "[ ,]+" value);
      kinds = lib.subtractLists [ "nixpkgs" ] words;
      sayHere = text: say "`providers.${name}` is \"${lib.concatStringsSep "," words}\": ${text}";
    in
    if builtins.any (lib.hasPrefix "conda") words then
      sayHere "nothing comes from conda here; \"wheel\" and \"sdist\" are what the index has."
    else if words != [ ] && builtins.head words == "nixpkgs" then
      sayHere "nothing comes from nixpkgs here; \"wheel\" and \"sdist\" are what the index has."
    else if builtins.elem kinds [ [ "wheel" ] [ "sdist" ] [ "wheel" "sdist" ] ] then
      kinds
    else if kinds == [ "sdist" "wheel" ] then
      sayHere "pip cannot prefer source distributions to wheels and fall back; write \"sdist\" or \"wheel,sdist\"."
    else
      sayHere "write \"wheel\", \"sdist\" or \"wheel,sdist\".";

  option =
    kinds: what:
    {
      wheel = [ "--only-binary=${what}" ];
      sdist = [ "--no-binary=${what}" ];
    }
    .${lib.concatStringsSep "," kinds} or [ ];

  default = kindsOf "_default" (byProject._default or "wheel,sdist");
  single =
    name: value:
    let
      kinds = kindsOf name value;
    in
    if builtins.length kinds == 2 && builtins.length default == 1 then
      say "`providers.${name}` is \"wheel,sdist\" beside a `_default` of one kind, which pip cannot be told; write \"wheel\" or \"sdist\"."
    else
      option kinds (normalised name);
in

option default ":all:" ++ lib.concatLists (lib.mapAttrsToList single (removeAttrs byProject [ "_default" ]))
