# What pip would have downloaded at an instant, as a fixed-output derivation. The arguments that
# decide what that is are in request.nix; those here decide how it is built.
{
  lib,
  stdenvNoCC,
  cacert,
  runCommand,
  writeShellScriptBin,
  pip-snapshot,
  fetchurl,
  linkFarm,
}:

let
  types = import ../arguments/types.nix { inherit lib; };
  check = import ../arguments { inherit lib; };
  request = import ./arguments.nix { inherit types; };
  own = {
    name = types.storeName;
    inherit (types) hash;
    outputHash = types.hash;
    pins = types.place;
    lock = types.locks;
    nativeBuildInputs = types.packages;
    buildInputs = types.packages;
  };
in

{
  # The types of all arguments.
  types = request // own;

  # make FUNCTION ARGUMENTS: FUNCTION is who is called, for messages.
  make =
    function: arguments:

    let
      given = check function (request // own) arguments;
      say = text: throw "${function}: ${text}";

      inherit (given) python;
      name = given.name or "python-requirements";
      hashes = lib.unique (lib.optional (given ? hash) given.hash ++ lib.optional (given ? outputHash) given.outputHash);

      requested = import ./request.nix {
        inherit lib say;
        platform = stdenvNoCC.hostPlatform.system;
      } (removeAttrs given (builtins.attrNames own));

      # docs/reference/pins.md says the same.
      key = builtins.hashString "sha256" (builtins.toJSON requested.inputs);

      command =
        interpreter: place:
        lib.escapeShellArgs (
          [
            "snapshot-fetch"
            "--python=${interpreter}"
          ]
          ++ requested.arguments place
        );

      prefetch = writeShellScriptBin "prefetch" ''
        # usage: prefetch [DIRECTORY [OPTION]...]: the directory is to stay
        directory=$1
        if [ -z "$directory" ]; then
          directory=$(mktemp -d)
          trap 'rm -rf "$directory"' EXIT
        fi
        PATH=${pip-snapshot}/bin:$PATH
        ${command python.interpreter toString} --dest="$directory" "''${@:2}"
      '';

      pin = import ../pin-program.nix { inherit lib writeShellScriptBin pip-snapshot; } {
        command = command python.interpreter toString;
        kind = if given ? lock then "lock" else "pin";
        file = if given ? lock then locked.file else given.pins or null;
      };

      # For a shell, which has a Python, but not yet the one that Nix builds.
      advice =
        options:
        let
          shell = builtins.unsafeDiscardStringContext (
            command (python.executable or "python${python.pythonVersion}") toString
          );
        in
        ''
          ${shell} ${lib.escapeShellArgs ([ "--dest=wheels" ] ++ options)}

          To run it with a Python and a snapshot-fetch that Nix builds, build the attribute ${
            if options == [ ] then "`prefetch`" else "`pin`"
          } of
          this expression, then run ${if options == [ ] then "result/bin/prefetch" else "result/bin/pin"}; in a flake, nix run .#NAME.${
            if options == [ ] then "prefetch" else "pin"
          }.'';

      pins = import ../pins.nix { inherit lib say; } given.pins;
      pinned =
        let
          found = pins.find key;
        in
        if found == null then
          say ''
            ${name} has no pin in ${pins.name}. This adds it:

              ${advice [ "--pin=${pins.name}" ]}${pins.hint}''
        else
          found;

      locked = import ../lock.nix { inherit lib fetchurl linkFarm; } {
        inherit say key name advice;
        inherit (given) lock;
        inherit (stdenvNoCC.hostPlatform) system;
      };

      withoutHash = say ''
        ${name} has no hash. This prints it:

          ${advice [ ]}'';

      passthru = files: {
        inherit key pin prefetch;
        inherit (requested) inputs;
        names = import ./names.nix { inherit runCommand python files; };
      };

      hash =
        if given ? pins then
          pinned
        else if hashes == [ ] || hashes == [ "" ] then
          withoutHash
        else
          builtins.head hashes;
    in

    if !(given ? python) then
      say "for which Python? Give `python`, such as pkgs.python3."
    else if builtins.length hashes > 1 then
      say "`hash` and `outputHash` are the same argument; give one of them."
    else if given ? pins && hashes != [ ] then
      say "${name} has both a hash and pins; which is right?"
    else if given ? lock && (given ? pins || hashes != [ ]) then
      say "${name} has both a lock and ${if given ? pins then "pins" else "a hash"}; which is right?"
    else if (stdenvNoCC.buildPlatform or stdenvNoCC.hostPlatform).system != stdenvNoCC.hostPlatform.system then
      say "a Python of another platform cannot run in the build; use a package set of ${stdenvNoCC.buildPlatform.system}, and `platforms` for what its pip is to take."
    else if given ? lock then
      locked.directory // passthru locked.directory // { lockedFiles = locked.files; }
    else
      stdenvNoCC.mkDerivation (final: {
        # Nix takes an output that it has for done, by name and hash alone: other inputs need another
        # name, or a hash that has not been updated would silently stand for them.
        name = "${name}-${builtins.substring 0 12 key}";

        # With these two nixpkgs does not look into the hash, so that all else is there without it.
        outputHashMode = "recursive";
        outputHashAlgo = "sha256";
        outputHash = hash;

        nativeBuildInputs = [ pip-snapshot ] ++ given.nativeBuildInputs or [ ];
        buildInputs = given.buildInputs or [ ];

        impureEnvVars =
          lib.fetchers.proxyImpureEnvVars
          ++ [
            "NIX_SSL_CERT_FILE"
            "NETRC"
            "PIP_SNAPSHOT_PROXY"
          ]
          ++ requested.credentials;

        # An unsandboxed build sees the host's /etc/pip.conf. Builders have no home, which Java's libraries
        # would make, and, with newer Nix, a terminal, which shows in no log what is drawn over. With
        # structured attributes no attribute is a variable.
        buildCommand = ''
          export SSL_CERT_FILE=${cacert}/etc/ssl/certs/ca-bundle.crt
          export HOME=$TMPDIR PIP_CONFIG_FILE=/dev/null TERM=dumb
          export PIP_SNAPSHOT_CDS=off PIP_SNAPSHOT_JAVA_OPTS="-Djava.io.tmpdir=$TMPDIR"
          export PIP_SNAPSHOT_CACHE_DIR=$TMPDIR/cache
          ${command python.interpreter requested.store} --dest="$TMPDIR/files"
          mv "$TMPDIR/files" "$out"
        '';

        passthru = passthru final.finalPackage;
      });
}
