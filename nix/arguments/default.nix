# Checks what a function is given, so that a mistake is told by the argument's name, at evaluation.
#
#   check "mkPython" { requirements = types.texts; ... } arguments
#
# gives the arguments without those that are null, which are as good as not given.
{ lib }:

let
  nearest = import ./nearest.nix { inherit lib; };
  instead = import ./instead.nix;
  shown = import ./shown.nix { inherit lib; };
in

function: types: arguments:

let
  say = text: throw "${function}: ${text}";

  given = builtins.removeAttrs arguments (
    builtins.filter (name: arguments.${name} == null) (builtins.attrNames arguments)
  );
  known = builtins.attrNames types;
  unknown = builtins.filter (name: !(types ? ${name})) (builtins.attrNames given);

  refusal =
    name:
    if instead ? ${name} then
      "`${name}` ${instead.${name}}"
    else
      "there is no argument `${name}`. "
      + (
        let
          meant = nearest name known;
        in
        if meant == null then "These are: ${lib.concatStringsSep ", " known}." else "Is `${meant}` meant?"
      );

  wrong = builtins.concatMap (
    name:
    let
      wanted = types.${name} given.${name};
    in
    if wanted == null then [ ] else [ "`${name}` must be ${wanted}, not ${shown given.${name}}." ]
  ) (builtins.attrNames given);
in

if !builtins.isAttrs arguments then
  say "takes a set of arguments, not ${shown arguments}."
else if unknown != [ ] then
  say (lib.concatStringsSep "\n" (map refusal unknown))
else if wrong != [ ] then
  say (lib.concatStringsSep "\n" wrong)
else
  given
