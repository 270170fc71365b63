# What the expressions under test use of nixpkgs' lib.
rec {
  inherit (builtins)
    concatLists
    concatMap
    concatStringsSep
    elem
    filter
    ;

  optional = condition: value: if condition then [ value ] else [ ];
  optionals = condition: values: if condition then values else [ ];
  optionalString = condition: text: if condition then text else "";
  optionalAttrs = condition: attrs: if condition then attrs else { };
  subtractLists = unwanted: filter (value: !(elem value unwanted));
  unique = builtins.foldl' (found: value: if elem value found then found else found ++ [ value ]) [ ];
  hasPrefix = prefix: text: builtins.substring 0 (builtins.stringLength prefix) text == prefix;
  hasSuffix =
    suffix: text:
    let
      length = builtins.stringLength text;
      start = length - builtins.stringLength suffix;
    in
    start >= 0 && builtins.substring start length text == suffix;
  removePrefix =
    prefix: text:
    if hasPrefix prefix text then
      builtins.substring (builtins.stringLength prefix) (builtins.stringLength text) text
    else
      text;
  removeSuffix =
    suffix: text:
    if hasSuffix suffix text then
      builtins.substring 0 (builtins.stringLength text - builtins.stringLength suffix) text
    else
      text;
  take = count: list: builtins.genList (builtins.elemAt list) (smaller count (builtins.length list));
  drop =
    count: list:
    builtins.genList (at: builtins.elemAt list (at + smaller count (builtins.length list))) (
      builtins.length list - smaller count (builtins.length list)
    );
  smaller = left: right: if left < right then left else right;
  findFirst =
    fits: default: list:
    let
      found = filter fits list;
    in
    if found == [ ] then default else builtins.head found;
  concatMapStrings = f: list: concatStringsSep "" (map f list);
  makeOverridable =
    f: arguments:
    f arguments
    // {
      override =
        change:
        makeOverridable f (
          arguments // (if builtins.isFunction change then change arguments else change)
        );
    };
  genAttrs = names: value: builtins.listToAttrs (map (name: { inherit name; value = value name; }) names);
  mapAttrsToList = f: attrs: map (name: f name attrs.${name}) (builtins.attrNames attrs);
  makeBinPath = packages: concatStringsSep ":" (map (package: "${package}/bin") packages);
  mapAttrs = builtins.mapAttrs;
  nameValuePair = name: value: { inherit name value; };
  mapAttrs' = f: attrs: builtins.listToAttrs (mapAttrsToList f attrs);
  toUpper = builtins.replaceStrings (letters "abcdefghijklmnopqrstuvwxyz") (
    letters "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
  );
  toLower = builtins.replaceStrings (letters "ABCDEFGHIJKLMNOPQRSTUVWXYZ") (
    letters "abcdefghijklmnopqrstuvwxyz"
  );
  letters = text: builtins.genList (at: builtins.substring at 1 text) (builtins.stringLength text);
  escapeShellArg = argument: "'${builtins.replaceStrings [ "'" ] [ "'\\''" ] (toString argument)}'";
  escapeShellArgs = arguments: concatStringsSep " " (map escapeShellArg arguments);
  assertMsg = condition: message: condition || throw message;
  licenses.asl20 = { spdxId = "Apache-2.0"; };
  fetchers.proxyImpureEnvVars = [
    "http_proxy"
    "https_proxy"
    "ftp_proxy"
    "all_proxy"
    "no_proxy"
    "HTTP_PROXY"
    "HTTPS_PROXY"
    "FTP_PROXY"
    "ALL_PROXY"
    "NO_PROXY"
  ];
}
