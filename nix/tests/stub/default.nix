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
        // removeAttrs attrs [ "passthru" "meta" ]
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
    args = [
      "-c"
      "${host.coreutils}/mkdir $out; ${host.coreutils}/cp ${./setup.sh} $out/setup; ${host.coreutils}/cp ${./fixup.sh} $out/fixup.sh; true"
    ];
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
      buildPlatform = { inherit system; };
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

    fetchurl = import ./fetchurl.nix {
      inherit lib;
      inherit (pkgs) cacert;
      mkDerivation = derive;
    };

    # Of two entries of one name the last one counts, and nothing is said.
    linkFarm =
      name: entries:
      let
        byName =
          if builtins.isList entries then
            builtins.foldl' (all: entry: all // { ${entry.name} = entry.path; }) { } entries
          else
            entries;
      in
      runCommand name { } ''
        mkdir $out
        cd $out
        ${lib.concatStringsSep "\n" (
          lib.mapAttrsToList (entry: path: ''
            mkdir -p "$(dirname ${lib.escapeShellArg entry})"
            ln -s ${path} ${lib.escapeShellArg entry}
          '') byName
        )}
      '';

    # Its hook takes the configure phase over, as those of other build systems do.
    cmake = links "cmake" ''
      cat >$out/bin/cmake <<'END-OF-SCRIPT'
      #!/bin/bash
      [ -e "''${!#}/CMakeLists.txt" ] ||
        { echo "the source directory does not appear to contain CMakeLists.txt" >&2; exit 1; }
      END-OF-SCRIPT
      chmod +x $out/bin/cmake
      mkdir $out/nix-support
      cat >$out/nix-support/setup-hook <<'END-OF-SCRIPT'
      cmakeConfigurePhase() { cmake ..; }
      if [ -z "''${dontUseCmakeConfigure-}" ] && [ -z "''${configurePhase-}" ]; then
        configurePhase=cmakeConfigurePhase
      fi
      END-OF-SCRIPT
    '';

    mkShell =
      { packages, shellHook ? "", name ? "shell" }:
      derive {
        inherit name shellHook;
        nativeBuildInputs = packages;
        buildCommand = "echo $name >$out";
      };

    busybox = links "busybox" "ln -s /bin/true $out/bin/true";
    dockerTools.buildLayeredImage = import ./docker-image.nix { inherit lib runCommand host; };

    makeWrapper = links "make-wrapper" ''
      cp ${./make-wrapper.sh} $out/bin/makeWrapper
      chmod +x $out/bin/makeWrapper
    '';
    bash = links "bash" "ln -s /bin/bash $out/bin/bash";
    # What tells a Java's version lies beside the real bin, not beside the link to it.
    jre_headless =
      let
        jre = runCommand "jre-headless" { } ''
          mkdir -p $out/lib/openjdk/bin
          ln -s ${host.java}/bin/java $out/lib/openjdk/bin/java
          ln -s ${host.java}/release $out/lib/openjdk/release
          ln -s lib/openjdk/bin $out/bin
        '';
      in
      jre // { home = "${jre}/lib/openjdk"; };
    cacert = runCommand "cacert" { } ''
      mkdir -p $out/etc/ssl/certs
      cp ${./ca-bundle.crt} $out/etc/ssl/certs/ca-bundle.crt
    '';

    # As in nixpkgs, pip is a package of its own, of a version that is not the fetch's; this one does
    # not run at all. pyvenv.cfg hides the one that the host's Python has.
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
          mkdir -p $out/${sitePackages}/pip
          echo 'raise SystemExit("this is the pip of the package set, of any age")' \
            >$out/${sitePackages}/pip/__main__.py
        '';
      };
  };
in
pkgs
