# TOML with its dates and times turned into strings: no Nix reads a lock's upload-time otherwise.
text:

let
  time = "[0-9]{2}:[0-9]{2}:[0-9.]+";
  date = "[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ]${time}([Zz]|[+-][0-9]{2}:[0-9]{2})?)?";

  # What strings and comments begin and end with, and what looks like a date; all short, because the
  # engine behind `split` goes one call deeper for each character.
  tokens = builtins.split "(\"{3,8}|'{3,8}|\"|'|\\\\[\"\\\\]|#|\n)|([=,[ \t\r\n])(${date}|${time})" text;

  # Where a piece of text is after a token, by where it was before. Three quotes to five end a long
  # string, since two may stand before its end; six and more are one that ends at once.
  after = {
    code =
      token:
      let
        length = builtins.stringLength token;
        quote = builtins.substring 0 1 token;
      in
      if token == "#" then
        "comment"
      else if quote == "\"" || quote == "'" then
        (
          if length == 1 then
            quote
          else if length < 6 then
            quote + quote + quote
          else
            "code"
        )
      else
        "code";
    comment = token: if token == "\n" then "code" else "comment";
    "\"" = token: if token == "\"" || token == "\n" then "code" else "\"";
    "'" = token: if token == "'" || token == "\n" then "code" else "'";
    "\"\"\"" = token: if builtins.match "\"{3,5}" token != null then "code" else "\"\"\"";
    "'''" = token: if builtins.match "'{3,5}" token != null then "code" else "'''";
  };

  # A date's first character is what stands before it.
  tokenOf =
    piece:
    if builtins.head piece != null then
      builtins.head piece
    else if builtins.elemAt piece 1 == "\n" then
      "\n"
    else
      "";

  count = builtins.length tokens;
  states = builtins.genericClosure {
    startSet = [
      {
        key = 0;
        state = "code";
      }
    ];
    operator =
      { key, state }:
      let
        piece = builtins.elemAt tokens key;
        next = if builtins.isString piece then state else after.${state} (tokenOf piece);
      in
      if key + 1 >= count then
        [ ]
      else
        builtins.seq next [
          {
            key = key + 1;
            state = next;
          }
        ];
  };

  written =
    { key, state }:
    let
      piece = builtins.elemAt tokens key;
      before = builtins.elemAt piece 1;
      value = builtins.elemAt piece 2;
      inCode = state == "code" || (before == "\n" && state != "\"\"\"" && state != "'''");
    in
    if builtins.isString piece then
      piece
    else if builtins.head piece != null then
      builtins.head piece
    else if inCode then
      "${before}\"${value}\""
    else
      before + value;
in

builtins.concatStringsSep "" (map written states)
