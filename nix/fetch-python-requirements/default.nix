# What pip would have downloaded at an instant, as a fixed-output derivation. The arguments that
# decide what that is are in request.nix; those here decide how it is built.
{
  lib,
  stdenvNoCC,
  cacert,
  callPackage,
  writeShellScriptBin,
  pip-snapshot,
}:

{
  name ? "python-requirements",
  hash ? outputHash,
  outputHash ? null,
  pins ? null,
  nativeBuildInputs ? [ ],
  ...
}@args:

let
  request = import ./request.nix {
    inherit lib;
    platform = stdenvNoCC.hostPlatform.system;
  } (removeAttrs args [ "name" "hash" "outputHash" "pins" "nativeBuildInputs" ]);

  # docs/reference/pins.md says the same.
  key = builtins.hashString "sha256" (builtins.toJSON request.inputs);

  command = lib.escapeShellArgs ([ "snapshot-fetch" ] ++ request.arguments toString);

  prefetch = writeShellScriptBin "prefetch" ''
    # usage: prefetch [DIRECTORY [OPTION]...]: the directory is to stay
    directory=$1
    if [ -z "$directory" ]; then
      directory=$(mktemp -d)
      trap 'rm -rf "$directory"' EXIT
    fi
    PATH=${pip-snapshot}/bin:$PATH
    ${command} --dest="$directory" "''${@:2}"
  '';

  # A file in the store cannot be written; the one that it is a copy of has the same name.
  pinFile = if lib.hasPrefix builtins.storeDir (toString pins) then baseNameOf pins else toString pins;
  withoutPin = throw ''
    fetchPythonRequirements: ${name} has no pin in ${pinFile}. This adds it:

      ${builtins.unsafeDiscardStringContext command} --dest=wheels ${lib.escapeShellArg "--pin=${pinFile}"}

    To run it with a Python and a snapshot-fetch that Nix builds, build the attribute `prefetch` of
    this expression, then run result/bin/prefetch wheels ${lib.escapeShellArg "--pin=${pinFile}"}.'';
  pinned =
    if builtins.pathExists pins then
      (builtins.fromJSON (builtins.readFile pins)).pins.${key}.hash or withoutPin
    else
      withoutPin;

  withoutHash = throw ''
    fetchPythonRequirements: ${name} has no hash. This prints it:

      ${builtins.unsafeDiscardStringContext command} --dest=wheels

    To run it with a Python and a snapshot-fetch that Nix builds, build the attribute `prefetch` of
    this expression, then run result/bin/prefetch.'';

  files = stdenvNoCC.mkDerivation {
    # Nix takes an output that it has for done, by name and hash alone: other inputs need another
    # name, or a hash that has not been updated would silently stand for them.
    name = "${name}-${builtins.substring 0 12 key}";

    outputHashMode = "recursive";
    outputHashAlgo = "sha256";
    outputHash =
      if pins != null then
        pinned
      else if hash == null || hash == "" then
        withoutHash
      else
        hash;

    nativeBuildInputs = [ pip-snapshot ] ++ nativeBuildInputs;

    SSL_CERT_FILE = "${cacert}/etc/ssl/certs/ca-bundle.crt";
    impureEnvVars = lib.fetchers.proxyImpureEnvVars ++ [
      "NIX_SSL_CERT_FILE"
      "NETRC"
      "PIP_SNAPSHOT_PROXY"
    ] ++ request.credentials;

    # An unsandboxed build sees the host's /etc/pip.conf. Builders have no home, which Java's libraries
    # would make, and, with newer Nix, a terminal, which shows in no log what is drawn over.
    buildCommand = ''
      export HOME=$TMPDIR PIP_CONFIG_FILE=/dev/null TERM=dumb
      export PIP_SNAPSHOT_CDS=off PIP_SNAPSHOT_JAVA_OPTS="-Djava.io.tmpdir=$TMPDIR"
      export PIP_SNAPSHOT_CACHE_DIR=$TMPDIR/cache
      ${lib.escapeShellArgs ([ "snapshot-fetch" ] ++ request.arguments request.store)} --dest="$TMPDIR/files"
      mv "$TMPDIR/files" "$out"
    '';

    passthru = {
      inherit key prefetch;
      inherit (request) inputs;
      names = callPackage ./names.nix {
        inherit files;
        inherit (args) python;
      };
    };
  };
in

assert lib.assertMsg (
  pins == null || hash == null
) "fetchPythonRequirements: ${name} has both a hash and pins; which is right?";

files
