# The options that a line of a requirements file may have, each with its value if it takes one, by
# what they do to the view.
{ lib, say }:

let
  named = effect: names: { inherit effect names; };
  # In this order the first of several that a shortened name could mean is the one that counts.
  known = [
    (named "includes" [ "-r" "--requirement" ])
    (named "constrains" [ "-c" "--constraint" ])
    (named "names a place" [ "-e" "--editable" ])
    (named "names the index" [ "-i" "--index-url" "--pypi-url" ])
    (named "leaves the view" [ "--extra-index-url" ])
    (named "leaves the view" [ "--no-index" ])
    (named "leaves the view" [ "-f" "--find-links" ])
    (named "leaves the view" [ "--trusted-host" ])
    (named "leaves the view" [ "--process-dependency-links" ])
  ]
  ++ map (name: named "selects" [ name ]) [
    "--no-binary"
    "--only-binary"
    "--prefer-binary"
    "--pre"
    "--all-releases"
    "--only-final"
    "--require-hashes"
    "--hash"
    "--use-feature"
    "--config-settings"
    "--config-setting"
    "--global-option"
    "--install-option"
  ];

  find = fits: lib.findFirst (option: builtins.any fits option.names) null known;
  isLong = lib.hasPrefix "--";
  before = word: builtins.head (builtins.split "=" word);

  optionOf =
    word:
    if !isLong word then
      find (name: !isLong name && lib.hasPrefix name word)
    else
      let
        exact = find (name: name == before word);
      in
      if exact == null then find (lib.hasPrefix (before word)) else exact;

  valueOf =
    word: next:
    if isLong word then
      (
        if before word == word then
          next
        else
          builtins.substring (builtins.stringLength (before word) + 1) (builtins.stringLength word) word
      )
    else if builtins.stringLength word > 2 then
      builtins.substring 2 (builtins.stringLength word) word
    else
      next;
in

words:

let
  read =
    at:
    let
      word = builtins.elemAt words at;
      option = optionOf word;
      next = if at + 1 < builtins.length words then builtins.elemAt words (at + 1) else "";
    in
    if !lib.hasPrefix "-" word then
      [ ]
    else if option == null then
      say "there is an option ${before word}, which no requirements file may have."
    else
      [
        {
          inherit (option) effect;
          name = before word;
          value = valueOf word next;
        }
      ];
in
lib.concatLists (builtins.genList read (builtins.length words))
