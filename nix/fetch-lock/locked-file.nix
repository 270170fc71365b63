# The one file of a package in a lock: its name and how to download it, or `problem`, why there is
# none.
{ lib }:

package:

let
  # Which of several files to take is for an installer to say.
  files =
    (package.wheels or [ ])
    ++ lib.optional (package ? sdist) package.sdist
    ++ lib.optional (package ? archive) package.archive;
  file = builtins.head files;

  decoded = builtins.replaceStrings (map (code: "%${code}") codes ++ map (code: "%${lib.toLower code}") codes) (
    characters ++ characters
  );
  codes = map (number: digit (number / 16) + digit (number - number / 16 * 16)) numbers;
  digit = number: builtins.substring number 1 "0123456789ABCDEF";
  # Those of ASCII that can be seen.
  numbers = builtins.genList (at: at + 33) 94;
  characters = map (number: builtins.fromJSON "\"\\u00${digit (number / 16)}${digit (number - number / 16 * 16)}\"") numbers;

  segment = builtins.match "[^?#]*/([^/?#]+)([?#].*)?" (file.url or "");
  name = file.name or (if segment == null then "" else decoded (builtins.head segment));

  problem =
    if package ? vcs then
      "is a checkout, which has no file"
    else if package ? directory then
      "is a directory, which has no file"
    else if builtins.length files != 1 then
      "has ${toString (builtins.length files)} files, not one; lock for one platform and one kind of file"
    else if !(file ? url) then
      "has no URL; only files that can be downloaded can be fetched"
    else if builtins.match "https?://.*" file.url == null then
      "has the URL '${file.url}', which is not http or https"
    else if builtins.match ".*://[^/?#]*@.*" file.url != null then
      "has a user name in its URL; everybody can read the store, and the credentials of an index belong into netrc"
    else if builtins.match "[^/%]+" name == null || name == "." || name == ".." then
      "has a file whose name cannot be told: '${name}'"
    else if !(builtins.isString (file.hashes.sha256 or null)) then
      "has no sha256"
    else
      null;
in

if problem != null then
  { problem = "${package.name or "a package without a name"} ${problem}"; }
else
  {
    inherit name;
    inherit (file) url;
    inherit (file.hashes) sha256;
    package = package.name or name;
  }
