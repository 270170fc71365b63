# The dependencies that a pyproject.toml declares in its [project], as snapshot-fetch -r takes them.
{
  lib,
  # say TEXT: throws it, as the function that was called.
  say,
}:

file:

let
  sayOfFile = text: say "${toString file}: ${text}";
  content =
    if builtins.pathExists file then
      builtins.fromTOML (
        import ../fetch-lock/quote-dates.nix (builtins.unsafeDiscardStringContext (builtins.readFile file))
      )
    else
      sayOfFile "there is no such file.";
  project = content.project or (sayOfFile "it has no [project].");
  dependencies = project.dependencies or [ ];
in

if builtins.elem "dependencies" (project.dynamic or [ ]) then
  sayOfFile "only a build tells its dependencies, which are dynamic; write them into `requirements`."
else if
  !(
    builtins.isList dependencies
    && builtins.all (
      text: builtins.isString text && builtins.match "[[:space:]]*(-.*)?" text == null
    ) dependencies
  )
then
  sayOfFile "its dependencies are no list of requirements."
else
  dependencies
