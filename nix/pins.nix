# A pin file, which snapshot-fetch writes: docs/reference/pins.md has its form.
{
  lib,
  # say TEXT: throws it, as the function that was called.
  say,
}:

file:

let
  # A file in the store cannot be written; the one that it is a copy of has the same name.
  isCopy = lib.hasPrefix builtins.storeDir (toString file);
  name = if isCopy then baseNameOf file else toString file;

  text = builtins.readFile file;
  mend = "Take the last good version out of your version control, or remove the file and let the pins be made again";

  # What Nix says of bad JSON does not name the file, and cannot be caught.
  content =
    if builtins.match "[[:space:]]*" text != null then
      say "${name} is empty. ${mend}."
    else if builtins.length (builtins.split "(^|\n)(<<<<<<<|=======|>>>>>>>)" text) > 1 then
      say "${name} has the marks of a merge conflict; keep the pins of both sides."
    else if builtins.match "[[:space:]]*[{].*" (builtins.substring 0 200 text) == null then
      say "${name} is no pin file: it is not a JSON object. ${mend}."
    else
      builtins.addErrorContext "while reading the pins in ${name}" (builtins.fromJSON text);

  pins =
    if (content.version or null) != 1 then
      say "${name} has version ${builtins.toJSON (content.version or null)}, not 1; it is no pin file, or one of a newer pip-snapshot."
    else if !builtins.isAttrs (content.pins or null) then
      say "${name} has no object 'pins'. ${mend}."
    else
      content.pins;

  hashOf =
    key: pin:
    if builtins.isString (pin.hash or null) && builtins.match "sha256-[A-Za-z0-9+/]{43}=" pin.hash != null then
      pin.hash
    else
      say "the pin ${key} in ${name} has no hash; remove it and let it be made again.";
in

{
  inherit name;

  # Why a file in Git's working tree may not be there.
  hint = lib.optionalString (
    isCopy && !builtins.pathExists file
  ) "\nThere is no ${name} here. If there is one in your checkout, Git does not know it: git add ${name}";

  # The hash for a key, or null.
  find =
    key:
    if builtins.pathExists file && pins ? ${key} then hashOf key pins.${key} else null;
}
