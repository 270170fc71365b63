# TOML with its dates and times turned into strings: no Nix reads a lock's upload-time otherwise.
text:

let
  time = "[0-9]{2}:[0-9]{2}:[0-9.]+";
  date = "[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ]${time}([Zz]|[+-][0-9]{2}:[0-9]{2})?)?";

  # What may hold something like a date, and is left alone.
  comment = "#[^\n]*";
  basicString = ''"([^"\\]|\\.)*"'';
  literalString = "'[^']*'";

  pieces = builtins.split "(${comment}|${basicString}|${literalString})|([=,[][ \t\n]*)(${date}|${time})" text;

  written =
    piece:
    if builtins.isString piece then
      piece
    else if builtins.head piece != null then
      builtins.head piece
    else
      "${builtins.elemAt piece 2}\"${builtins.elemAt piece 3}\"";
in

builtins.concatStringsSep "" (map written pieces)
