# A NixOS module: the proxy as a service, for machines that share one cache.
#
#   imports = [ pip-snapshot.nixosModules.default ];
#   services.pip-snapshot = { enable = true; package = pip-snapshot.packages.${system}.default; };
{
  config,
  lib,
  pkgs,
  ...
}:

let
  cfg = config.services.pip-snapshot;
  inherit (lib) mkOption types;

  arguments = [
    "${cfg.package}/bin/snapshot-proxy"
    "--listen=${cfg.listen}"
    "--index-url=${cfg.indexUrl}"
    "--cache-dir=/var/cache/pip-snapshot"
  ]
  ++ lib.optional (cfg.date != null) "--date=${cfg.date}"
  ++ map (host: "--allow-host=${host}") cfg.allowedHosts
  ++ cfg.extraOptions;
in

{
  options.services.pip-snapshot = {
    enable = lib.mkEnableOption "the package index as it was at an instant, with a cache";

    package = mkOption {
      type = types.package;
      default = pkgs.callPackage ./package.nix { };
      defaultText = lib.literalExpression "pkgs.callPackage ./package.nix { }";
      description = "The commands.";
    };

    listen = mkOption {
      type = types.str;
      default = "127.0.0.1:8417";
      description = "Address and port. Beyond loopback, `allowedHosts` names what clients call the machine.";
    };

    date = mkOption {
      type = types.nullOr types.str;
      default = null;
      example = "2021-05-01";
      description = "The instant of `/simple/`; other instants stand in URLs: `/snapshot/DATE/simple/`.";
    };

    indexUrl = mkOption {
      type = types.strMatching "https?://[^@]+";
      default = "https://pypi.org/simple/";
      description = "The index, without credentials, which everybody could read in the store.";
    };

    allowedHosts = mkOption {
      type = types.listOf types.str;
      default = [ ];
      example = [ "packages.example.org" ];
      description = "Names by which clients may ask.";
    };

    extraOptions = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Further options of `snapshot-proxy`.";
    };

    environmentFile = mkOption {
      type = types.nullOr types.path;
      default = null;
      example = "/run/keys/pip-snapshot";
      description = "A file of variables that nobody else may read, such as PIP_SNAPSHOT_INDEX_PASSWORD.";
    };
  };

  config = lib.mkIf cfg.enable {
    # Not a dynamic one, whose cache directory would be a link.
    users.users.pip-snapshot = {
      isSystemUser = true;
      group = "pip-snapshot";
    };
    users.groups.pip-snapshot = { };

    systemd.services.pip-snapshot = {
      description = "Package index as it was at an instant";
      wantedBy = [ "multi-user.target" ];
      wants = [ "network-online.target" ];
      after = [ "network-online.target" ];
      environment.PIP_SNAPSHOT_CDS = "off";

      serviceConfig = {
        # systemd has specifiers and variables of its own.
        ExecStart = builtins.replaceStrings [ "%" "$" ] [ "%%" "$$" ] (lib.escapeShellArgs arguments);
        EnvironmentFile = lib.optional (cfg.environmentFile != null) cfg.environmentFile;
        Restart = "on-failure";

        User = "pip-snapshot";
        Group = "pip-snapshot";
        CacheDirectory = "pip-snapshot";
        CacheDirectoryMode = "0700";

        CapabilityBoundingSet = "";
        LockPersonality = true;
        NoNewPrivileges = true;
        PrivateDevices = true;
        PrivateTmp = true;
        ProtectClock = true;
        ProtectControlGroups = true;
        ProtectHome = true;
        ProtectKernelModules = true;
        ProtectKernelTunables = true;
        ProtectSystem = "strict";
        RestrictAddressFamilies = [ "AF_INET" "AF_INET6" "AF_UNIX" ];
        RestrictNamespaces = true;
        RestrictSUIDSGID = true;
        SystemCallArchitectures = "native";
        UMask = "0077";
      };
    };
  };
}
