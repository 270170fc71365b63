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
    { self, pip-snapshot, ... }:
    let
      system = "x86_64-linux";
      snapshot = pip-snapshot.lib.${system}.withDefaults {
        fetcherVersion = 1;
        python = "python3";
        date = "2026-01-01";
        # Written by: nix run .#default.pin
        pins = ./pins.json;
      };
    in
    {
      # nix run . -- -c 'import requests'
      packages.${system}.default = snapshot.mkPython {
        requirementsFiles = [ ./requirements.txt ];
      };

      # nix develop
      devShells.${system}.default = self.packages.${system}.default.env;
    };
}
