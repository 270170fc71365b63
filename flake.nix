{
  description = "A package index as it was at an instant, and what pip takes from it, fixed by hash";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      inherit (nixpkgs) lib;
      forAllSystems = lib.genAttrs [
        "x86_64-linux"
        "aarch64-linux"
        "x86_64-darwin"
        "aarch64-darwin"
      ];
      setFor =
        arguments: system: import ./nix ({ pkgs = nixpkgs.legacyPackages.${system}; } // arguments);
      set = forAllSystems (setFor { });
    in
    {
      # `withDefaults { date = "2026-01-01"; ... }` is the same set with defaults for all calls;
      # `withDistribution TARBALL` with the commands of that tarball: a flake in Git does not hold what
      # Maven builds.
      lib = forAllSystems (
        system:
        removeAttrs set.${system} [ "pip-snapshot" ]
        // {
          withDistribution = distribution: set.${system}.withDefaults { inherit distribution; };
        }
      );

      packages = forAllSystems (system: rec {
        inherit (set.${system}) pip-snapshot;
        default = pip-snapshot;
      });

      apps = forAllSystems (
        system:
        let
          app = command: {
            type = "app";
            program = "${set.${system}.pip-snapshot}/bin/${command}";
            meta = { inherit (set.${system}.pip-snapshot.meta) description; };
          };
        in
        rec {
          fetch = app "snapshot-fetch";
          proxy = app "snapshot-proxy";
          hash = app "snapshot-hash";
          diff = app "snapshot-diff";
          cache = app "snapshot-cache";
          default = fetch;
        }
      );

      overlays.default = import ./nix/overlay.nix;

      nixosModules.default = import ./nix/module.nix;

      templates.default = {
        path = ./nix/template;
        description = "A Python environment of an index as it was at an instant";
      };

      checks = forAllSystems (system: {
        commands-run = import ./nix/checks/commands-run.nix {
          pkgs = nixpkgs.legacyPackages.${system};
          inherit (set.${system}) pip-snapshot;
        };
      });
    };
}
