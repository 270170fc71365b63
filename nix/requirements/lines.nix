# The lines of a requirements file, or of a text that could stand in one, as pip acts on them:
# continued lines joined, without comments and blank lines.
{ lib, say }:

let
  unicode = builtins.fromJSON ''{
    "mark": "\ufeff",
    "lineEnds": ["\u000b","\f","\u001c","\u001d","\u001e","\u0085","\u2028","\u2029"],
    "spaces": ["\u1680","\u2000","\u2001","\u2002","\u2003","\u2004","\u2005","\u2006","\u2008","\u2009","\u200a","\u205f","\u3000"]
  }'';

  without = strings: text: builtins.replaceStrings strings (map (_: "") strings) text;

  # At both ends, as snapshot-fetch does, where other white space than ASCII's counts too.
  strip =
    text:
    let
      plain = builtins.head (builtins.match "[[:space:]]*(.*[^[:space:]]|)[[:space:]]*" text);
      length = builtins.stringLength plain;
      isLeading = space: lib.hasPrefix space plain;
      isTrailing = space: lib.hasSuffix space plain;
      leading = builtins.filter isLeading unicode.spaces;
      trailing = builtins.filter isTrailing unicode.spaces;
      size = found: builtins.stringLength (builtins.head found);
    in
    if leading != [ ] then
      strip (builtins.substring (size leading) length plain)
    else if trailing != [ ] then
      strip (builtins.substring 0 (length - size trailing) plain)
    else
      plain;

  uncommented = line: strip (builtins.head (builtins.split "(^|[[:space:]]+)#.*" line));

  physical =
    where: text:
    let
      unmarked = lib.removePrefix unicode.mark text;
      lines = builtins.filter builtins.isString (
        builtins.split "\n" (builtins.replaceStrings [ "\r\n" "\r" ] [ "\n" "\n" ] unmarked)
      );
      coding = builtins.filter (found: found != null) (
        map (builtins.match "#.*coding[:=][[:space:]]*([-A-Za-z0-9_.]+).*") (lib.take 2 lines)
      );
    in
    if without unicode.lineEnds unmarked != unmarked then
      say ''
        ${where} holds a character at which pip begins another line: U+000B, U+000C, U+001C, U+001D,
        U+001E, U+0085, U+2028 or U+2029. Write a line break or a space instead.''
    else if
      builtins.any (
        found: !(builtins.elem (lib.toLower (builtins.head found)) [ "utf-8" "utf8" "utf_8" "ascii" "us-ascii" ])
      ) coding
    then
      say "${where} is in ${builtins.head (builtins.head coding)}; write it in UTF-8, which is all that Nix can read."
    else
      lines;

  # A comment ends a continuation, and its own backslash continues nothing.
  join =
    { done, pending }:
    line:
    let
      comment = builtins.match "[[:space:]]*#.*" line != null;
      continued = lib.hasSuffix "\\" line && !comment;
    in
    if continued then
      {
        inherit done;
        pending = pending + builtins.substring 0 (builtins.stringLength line - 1) line;
      }
    else
      {
        done = done ++ [ (pending + (if comment then " " else "") + line) ];
        pending = "";
      };
in

where: text:

let
  joined = builtins.foldl' join {
    done = [ ];
    pending = "";
  } (physical where text);
in
builtins.filter (line: line != "") (map uncommented (joined.done ++ [ joined.pending ]))
