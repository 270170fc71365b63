# A project's name as PEP 503 compares it.
{ lib }:

name:

lib.concatStringsSep "-" (builtins.filter builtins.isString (builtins.split "[-_.]+" (lib.toLower name)))
