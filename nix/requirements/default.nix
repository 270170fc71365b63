# Requirements files and texts as pip reads them, refused where they would leave the view or put a
# password into the store.
{
  lib,
  # say TEXT: throws it, as the function that was called.
  say,
  # The URL of the index in use.
  index,
}:

let
  linesOf = import ./lines.nix { inherit lib say; };
  shown = import ../arguments/shown.nix { inherit lib; };

  # What a line says: its text, the requirement in it, whether it has options, the file it includes.
  parse =
    where: text:
    let
      sayHere = problem: say "${where}: ${problem}";
      parted = import ./words.nix {
        inherit lib;
        say = sayHere;
      } text;
      options = import ./options.nix {
        inherit lib;
        say = sayHere;
      } parted.options;
      does = effect: builtins.filter (option: option.effect == effect) options;
      refuse = option: problem: sayHere "the option ${option.name} ${problem}";
      isIndex =
        option:
        let
          parts = builtins.match "([A-Za-z]+)(://.*)" option.value;
          url = lib.toLower (builtins.head parts) + builtins.elemAt parts 1;
        in
        parts != null && (if lib.hasSuffix "/" url then url else "${url}/") == index;
      elsewhere = does "leaves the view" ++ builtins.filter (option: !isIndex option) (does "names the index");
      included = does "includes" ++ does "constrains";
    in
    if builtins.match ".*://[^/?#[:space:]]*@.*" text != null then
      sayHere "the line ${shown text} has a user name in a URL. Everybody can read the store; the credentials of an index belong into netrc."
    else if builtins.match ".*[$][{][A-Z0-9_]+[}].*" text != null then
      sayHere "the line ${shown text} takes a value from the environment, which is no input; write the value itself."
    else if elsewhere != [ ] then
      refuse (builtins.head elsewhere) "names another place to take files from; the index is given by `indexUrl` and `extraIndexes`."
    else if does "names a place" != [ ] then
      refuse (builtins.head (does "names a place")) "takes a path of this machine; name the project and a version instead."
    else if builtins.length included > 1 || (included != [ ] && parted.requirement != "") then
      refuse (builtins.head included) "stands beside something else, of which pip leaves out a part; give each a line of its own."
    else
      {
        inherit text;
        inherit (parted) requirement;
        hasOptions = options != [ ];
      }
      // lib.optionalAttrs (included != [ ]) {
        option = if (builtins.head included).effect == "includes" then "-r" else "-c";
        included = (builtins.head included).value;
      };

  parseAll = where: text: map (parse where) (linesOf where text);

  # One form of each path, so that a file which includes itself is known again.
  placed =
    file:
    if builtins.isPath file then
      file
    else if builtins.hasContext "${file}" then
      "${file}"
    else
      /. + "${file}";

  resolve =
    file: value:
    if builtins.match "[A-Za-z][A-Za-z0-9+.-]*:.*" value != null then
      say "${toString file} takes requirements from a URL, '${shown value}'; download the file and name it by its path."
    else if lib.hasPrefix "/" value then
      placed value
    else
      dirOf file + "/${value}";

  read =
    file:
    map (line: line // lib.optionalAttrs (line ? included) { file = resolve file line.included; }) (
      parseAll (toString file) (
        if builtins.pathExists file then
          builtins.unsafeDiscardStringContext (builtins.readFile file)
        else
          say "there is no file ${toString file}${
            lib.optionalString (lib.hasPrefix builtins.storeDir (toString file)) " (a flake sees only files that Git knows: git add)"
          }."
      )
    );

  # The file's lines, each with those of the file that it includes, if it does.
  tree = treeWithin [ ];
  treeWithin =
    open: file:
    if builtins.elem file open then
      say "${toString file} includes itself."
    else
      map (
        line: line // lib.optionalAttrs (line ? file) { lines = treeWithin (open ++ [ file ]) line.file; }
      ) (read file);

  # Nested files come before the line that includes them, as snapshot-fetch words it too.
  textsOfTree =
    option: lines:
    [ "${option} {" ]
    ++ lib.concatMap (
      line: lib.optionals (line ? lines) (textsOfTree line.option line.lines) ++ [ line.text ]
    ) lines
    ++ [ "}" ];

  requiresAny = builtins.any (
    line: if line ? lines then line.option == "-r" && requiresAny line.lines else line.requirement != ""
  );

  storeTree =
    lines:
    write (map (line: if line ? lines then "${line.option} ${storeTree line.lines}" else line.text) lines);

  write = lines: builtins.toFile "requirements.txt" (lib.concatMapStrings (line: line + "\n") lines);
in

{
  # The lines of a text, parsed; a text is in no directory from which it could include a file.
  ofText =
    name: text:
    let
      lines = parseAll "`${name}`" text;
    in
    if builtins.any (line: line ? included) lines then
      say "`${name}` is a text and in no directory, so it includes no file; use `requirementsFiles` and `constraintsFiles`."
    else
      lines;

  # What a file asks of pip, what it includes in its place.
  texts = option: file: textsOfTree option (tree (placed file));

  # The same of lines in no file.
  textsOf = textsOfTree "-r";

  # Whether it requires anything; what only constrains does not.
  requires = file: requiresAny (tree (placed file));

  # A copy in the store, and copies of what it includes.
  store = file: storeTree (tree (placed file));
  storeLines = storeTree;
}
