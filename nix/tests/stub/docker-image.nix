# As nixpkgs' buildLayeredImage: an archive for `docker load`, here of one layer, with the closure of
# contents and configuration, and links to the contents from the root.
{ lib, runCommand, host }:

{
  name,
  tag,
  contents,
  config,
}:

let
  configuration = runCommand "${name}-config.json" { } ''
    printf %s ${lib.escapeShellArg (builtins.toJSON config)} >$out
  '';
in
runCommand "${name}.tar.gz"
  {
    exportReferencesGraph = lib.concatMap (package: [
      "closure-${builtins.unsafeDiscardStringContext (baseNameOf package)}"
      package
    ]) ([ configuration ] ++ contents);
  }
  ''
    grep -h '^/nix/store/[^/]*$' closure-* | sort -u >closure
    ${host.python.executable} ${./docker-image.py} ${name}:${tag} ${configuration} closure $out ${toString contents}
  ''
