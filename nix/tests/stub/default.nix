# As much of nixpkgs as the expressions under test use, made of the host's programs. host.json
# says where they are; ../run writes it, and ca-bundle.crt, into a copy of this directory.
{
  system ? host.system,
  host ? builtins.fromJSON (builtins.readFile ./host.json),
}:

let
  lib = import ./lib.nix;

  derive =
    attributes:
    let
      attrs = attributesOf attributes { finalPackage = result; };
      passthru = attrs.passthru or { };
      inputs = (attrs.nativeBuildInputs or [ ]) ++ (attrs.buildInputs or [ ]);
      drv = derivation (
        {
          inherit system;
          builder = "/bin/bash";
          args = [ "-e" ./builder.sh ];
          stdenv = setup;
          outputs = [ "out" ];
          initialPath = host.path;
          inputPath = lib.makeBinPath inputs;
          name = "${attrs.pname}-${attrs.version}";
        }
        // removeAttrs attrs [ "passthru" "meta" "nativeBuildInputs" "buildInputs" ]
      );
      result =
        drv
        // passthru
        // {
          inherit passthru;
          meta = attrs.meta or { };
          overrideAttrs =
            change:
            derive (
              final:
              let
                old = attributesOf attributes final;
              in
              old // change old
            );
        };
    in
    result;

  attributesOf =
    attributes: final: if builtins.isFunction attributes then attributes final else attributes;

  setup = derivation {
    inherit system;
    name = "stdenv-stub";
    builder = "/bin/bash";
    args = [ "-c" "${host.coreutils}/mkdir $out; ${host.coreutils}/cp ${./setup.sh} $out/setup; true" ];
  };

  links =
    name: script:
    runCommand name { } ''
      mkdir -p $out/bin
      ${script}
    '';

  runCommand =
    name: attrs: buildCommand:
    derive (attrs // { inherit name buildCommand; });

  callPackageWith =
    scope: file: arguments:
    let
      function = if builtins.isFunction file then file else import file;
    in
    function (builtins.intersectAttrs (builtins.functionArgs function) scope // arguments);

  pkgs = {
    inherit lib system runCommand;
    callPackage = callPackageWith pkgs;

    stdenv = {
      hostPlatform = { inherit system; };
      mkDerivation = derive;
    };
    stdenvNoCC = pkgs.stdenv;

    writeShellScriptBin =
      name: text:
      links name ''
        cat >$out/bin/${name} <<'END-OF-SCRIPT'
        #!/bin/bash
        ${text}
        END-OF-SCRIPT
        chmod +x $out/bin/${name}
      '';

    fetchurl =
      {
        url,
        sha256,
        name ? baseNameOf url,
      }:
      import <nix/fetchurl.nix> { inherit url sha256 name; };

    linkFarm =
      name: entries:
      runCommand name { } ''
        mkdir $out
        cd $out
        ${lib.concatStringsSep "\n" (
          map (entry: ''
            mkdir -p "$(dirname ${lib.escapeShellArg entry.name})"
            ln -s ${entry.path} ${lib.escapeShellArg entry.name}
          '') entries
        )}
      '';

    makeWrapper = links "make-wrapper" ''
      cp ${./make-wrapper.sh} $out/bin/makeWrapper
      chmod +x $out/bin/makeWrapper
    '';
    bash = links "bash" "ln -s /bin/bash $out/bin/bash";
    jre_headless = links "jre-headless" "ln -s ${host.java}/bin/java $out/bin/java";
    cacert = runCommand "cacert" { } ''
      mkdir -p $out/etc/ssl/certs
      cp ${./ca-bundle.crt} $out/etc/ssl/certs/ca-bundle.crt
    '';

    # As in nixpkgs, pip is a package of its own: pyvenv.cfg hides the one that the host's Python has.
    python3 =
      let
        version = host.python.version;
        sitePackages = "lib/python${version}/site-packages";
        python = links "python3-${version}" ''
          ln -s ${host.python.executable} $out/bin/python${version}
          ln -s python${version} $out/bin/python3
          ln -s python${version} $out/bin/python
          printf '%s\n' 'home = ${dirOf host.python.executable}' \
            'include-system-site-packages = false' 'version = ${version}' >$out/pyvenv.cfg
        '';
      in
      python
      // {
        inherit sitePackages;
        executable = "python${version}";
        interpreter = "${python}/bin/python${version}";
        pythonVersion = version;
        implementation = "cpython";
        pkgs.pip = runCommand "python${version}-pip" { } ''
          mkdir -p $out/${sitePackages}
          ln -s ${host.python.pip} $out/${sitePackages}/pip
        '';
      };
  };
in
pkgs
