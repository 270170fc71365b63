# Requirements files as pip reads them: logical lines without comments, and the files that they name
# with -r and -c.
{ }:

rec {
  strip =
    text: builtins.head (builtins.match "[[:space:]]*(.*[^[:space:]]|)[[:space:]]*" text);

  # Where pip begins a line, as Python's str.splitlines does, and hardly anything else.
  hiddenLineEnds = builtins.fromJSON ''["\u000b","\f","\u001c","\u001d","\u001e","\u0085","\u2028","\u2029"]'';

  physicalLines =
    where: text:
    if builtins.replaceStrings hiddenLineEnds (map (end: "") hiddenLineEnds) text != text then
      throw ''
        fetchPythonRequirements: ${where} holds a character at which pip begins another line: U+000B,
        U+000C, U+001C, U+001D, U+001E, U+0085, U+2028 or U+2029. Write a line break or a space instead.''
    else
      builtins.filter builtins.isString (
        builtins.split "\n" (builtins.replaceStrings [ "\r\n" "\r" ] [ "\n" "\n" ] text)
      );

  uncommented = line: strip (builtins.head (builtins.split "(^|[[:space:]]+)#.*" line));

  # The file's own lines, each with the file that it includes, if it does.
  read =
    file:
    let
      text = builtins.unsafeDiscardStringContext (builtins.readFile file);
      # A comment ends a continuation, and its own backslash continues nothing.
      join =
        { done, pending }:
        line:
        let
          comment = builtins.match "[[:space:]]*#.*" line != null;
          continued = builtins.match ".*\\\\" line != null && !comment;
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
      joined = builtins.foldl' join {
        done = [ ];
        pending = "";
      } (physicalLines (toString file) text);
    in
    map (including file) (
      builtins.filter (line: line != "") (map uncommented (joined.done ++ [ joined.pending ]))
    );

  including =
    file: line:
    let
      option = builtins.match "-(r|-requirement|c|-constraint)([[:space:]]+|=|)([^[:space:]\"']+)" line;
    in
    {
      inherit line;
    }
    // (
      if option == null then
        { }
      else
        {
          option = if builtins.match "-?c.*" (builtins.head option) == null then "-r" else "-c";
          file = dirOf file + "/${builtins.elemAt option 2}";
        }
    );

  # What a file asks of pip, as snapshot-fetch words it too.
  texts = textsWithin [ ];

  textsWithin =
    open: option: file:
    if builtins.elem file open then
      throw "fetchPythonRequirements: ${toString file} includes itself."
    else
      [ "${option} {" ]
      ++ builtins.concatMap (
        included:
        (if included ? file then textsWithin (open ++ [ file ]) included.option included.file else [ ])
        ++ [ included.line ]
      ) (read file)
      ++ [ "}" ];

  # A copy in the store, and copies of what it includes.
  store =
    file:
    builtins.toFile "requirements.txt" (
      builtins.concatStringsSep "" (
        map (
          included:
          (if included ? file then "${included.option} ${store included.file}" else included.line) + "\n"
        ) (read file)
      )
    );
}
