{
  description = "As much of nixpkgs as the expressions under test use";

  outputs =
    { self }:
    rec {
      lib = import ./lib.nix;
      legacyPackages = lib.genAttrs [
        "x86_64-linux"
        "aarch64-linux"
        "x86_64-darwin"
        "aarch64-darwin"
      ] (system: import ./. { inherit system; });
    };
}
