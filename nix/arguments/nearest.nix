# The name that is most like another one, or null if none is like it.
{ lib }:

name: names:

let
  characters =
    text: builtins.genList (at: builtins.substring at 1 text) (builtins.stringLength text);
  spelling = text: builtins.replaceStrings [ "-" "_" ] [ "" "" ] (lib.toLower text);
  least = builtins.foldl' (found: value: if value < found then value else found);

  # Levenshtein's, row by row.
  distance =
    left: right:
    let
      columns = characters right;
      next =
        previous: character:
        builtins.foldl' (
          row: at:
          row
          ++ [
            (least (builtins.elemAt row at + 1) [
              (builtins.elemAt previous (at + 1) + 1)
              (builtins.elemAt previous at + (if builtins.elemAt columns at == character then 0 else 1))
            ])
          ]
        ) [ (builtins.head previous + 1) ] (builtins.genList (at: at) (builtins.length columns));
      rows = builtins.foldl' next (builtins.genList (at: at) (builtins.length columns + 1)) (
        characters left
      );
    in
    builtins.elemAt rows (builtins.length columns);

  near = builtins.filter (found: found.distance * 2 <= builtins.stringLength name) (
    map (candidate: {
      inherit candidate;
      distance = distance (spelling name) (spelling candidate);
    }) names
  );
  best = builtins.foldl' (
    found: other: if found == null || other.distance < found.distance then other else found
  ) null near;
in

if best == null then null else best.candidate
