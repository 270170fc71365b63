# Parts a line of a requirements file as pip does: the requirement up to the first word that begins
# with a dash, and the words from there on, as a shell would split them.
{ lib, say }:

line:

let
  pieces = builtins.filter builtins.isString (builtins.split " " line);
  isOption = lib.hasPrefix "-";
  first = lib.findFirst (at: isOption (builtins.elemAt pieces at)) (builtins.length pieces) (
    builtins.genList (at: at) (builtins.length pieces)
  );

  characters =
    text: builtins.genList (at: builtins.substring at 1 text) (builtins.stringLength text);

  start = {
    words = [ ];
    word = null;
    quote = "";
    escaped = false;
  };
  add = state: character: state // { word = (if state.word == null then "" else state.word) + character; };
  end =
    state:
    if state.word == null then
      state
    else
      state
      // {
        words = state.words ++ [ state.word ];
        word = null;
      };
  step =
    state: character:
    if state.escaped then
      add state character // { escaped = false; }
    else if character == "\\" && state.quote != "'" then
      state // { escaped = true; }
    else if state.quote != "" then
      if character == state.quote then state // { quote = ""; } else add state character
    else if character == "\"" || character == "'" then
      add state "" // { quote = character; }
    else if builtins.match "[[:space:]]" character != null then
      end state
    else
      add state character;

  split = text: end (builtins.foldl' step start (characters text));
  options = split (lib.concatStringsSep " " (lib.drop first pieces));
in

if options.quote != "" then
  say "the line '${line}' has a quote that is not closed."
else
  {
    requirement = lib.concatStringsSep " " (
      builtins.filter (piece: piece != "") (lib.take first pieces)
    );
    options = options.words;
  }
