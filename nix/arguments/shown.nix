# A value as messages show it: in short, and without what a URL says of a user.
{ lib }:

value:

let
  withoutUser =
    text:
    lib.concatStringsSep "" (
      map (piece: if builtins.isString piece then piece else "://***@") (
        builtins.split "://[^/?#[:space:]]*@" text
      )
    );
  short =
    text: if builtins.stringLength text > 60 then "${builtins.substring 0 60 text}..." else text;
  kinds = {
    set = if value ? outPath || value.type or null == "derivation" then "a package" else "a set";
    list = "a list";
    lambda = "a function";
    path = "the path ${toString value}";
    bool = if value then "true" else "false";
    null = "null";
    string = ''"${short (withoutUser (builtins.unsafeDiscardStringContext value))}"'';
  };
in

kinds.${builtins.typeOf value} or (toString value)
