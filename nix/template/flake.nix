{
  description = "A Python environment of an index as it was at an instant";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    # A name in your registry: nix registry add pip-snapshot path:/where/the/checkout/is
    pip-snapshot = {
      url = "flake:pip-snapshot";
      inputs.nixpkgs.follows = "nixpkgs";
    };
  };

  outputs =
    { nixpkgs, pip-snapshot, ... }:
    let
      system = "x86_64-linux";
      pkgs = nixpkgs.legacyPackages.${system};
      inherit (pip-snapshot.lib.${system}) fetchPythonRequirements mkPython;
    in
    {
      packages.${system} = rec {
        files = fetchPythonRequirements {
          fetcherVersion = 1;
          python = pkgs.python3;
          date = "2026-01-01";
          requirementsFiles = [ ./requirements.txt ];
          withBuildRequires = true;
          # Without it, Nix prints the command that computes it.
          hash = "";
        };

        default = mkPython {
          python = pkgs.python3;
          source = files;
        };
      };
    };
}
