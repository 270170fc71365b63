# Which files pip takes: `options`, in the one order that pins know, and `arguments`, the same for
# snapshot-fetch, which has options of its own for all that it knows.
{ lib }:

{
  onlyBinary,
  noBinary,
  platforms,
  pipFlags,
}:

let
  # Those of `pipFlags` that begin so.
  given = name: builtins.filter (lib.hasPrefix "--${name}=") pipFlags;
  flags = builtins.filter (flag: builtins.elem flag pipFlags) [
    "--no-deps"
    "--pre"
    "--prefer-binary"
    "--require-hashes"
  ];

  choice = value: if builtins.isBool value then lib.optional value ":all:" else value;
  # As pip takes them: `:all:` wipes out what the opposite option said before it.
  formats =
    let
      all =
        map (value: "--no-binary=${value}") (choice noBinary)
        ++ given "no-binary"
        ++ map (value: "--only-binary=${value}") (choice onlyBinary)
        ++ given "only-binary";
      isAll = option: builtins.match "[^=]*=(.*,)?:all:(,.*)?" option != null;
    in
    builtins.filter isAll all ++ builtins.filter (option: !isAll option) all;

  target =
    map (value: "--platform=${value}") platforms
    ++ lib.concatMap given [
      "platform"
      "python-version"
      "abi"
      "implementation"
    ];
  known = formats ++ target ++ flags;
  others = builtins.filter (flag: !builtins.elem flag known) pipFlags;
in

{
  options = known ++ others;
  arguments = known ++ map (flag: "--pip-arg=${flag}") others;
}
