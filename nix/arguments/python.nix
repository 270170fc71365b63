# The Python that is meant: a package, or the name of one in `pkgs`.
{ pkgs, lib }:

function: python:

let
  say = text: throw "${function}: ${text}";
  names = builtins.filter (name: builtins.match "(python|pypy)[0-9]+" name != null) (
    builtins.attrNames pkgs
  );
  found = builtins.tryEval (pkgs.${python} or null);
  # What nixpkgs no longer has may be there all the same, and throw.
  package =
    if !builtins.isString python then
      python
    else if found.success && found.value != null then
      found.value
    else
      say "there is no `${python}` in this nixpkgs, which has ${lib.concatStringsSep ", " names}. A nixpkgs of its time has it.";
in

# Of python3.withPackages the Python inside: no environment can be made from its wrapper.
if builtins.isAttrs package && package ? interpreter then package.python or package else package
