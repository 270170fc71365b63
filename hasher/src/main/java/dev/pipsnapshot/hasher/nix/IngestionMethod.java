package dev.pipsnapshot.hasher.nix;

/** What the hash of a fixed-output path is taken of; {@code outputHashMode} in Nix. */
public enum IngestionMethod {
  /** The bytes of the one file that the path is. */
  FLAT(""),
  /** The NAR of the tree at the path. */
  RECURSIVE("r:");

  private final String prefix;

  IngestionMethod(String prefix) {
    this.prefix = prefix;
  }

  /** What stands before the algorithm where Nix writes content addresses. */
  String prefix() {
    return prefix;
  }
}
