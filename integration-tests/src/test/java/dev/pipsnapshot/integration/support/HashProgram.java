package dev.pipsnapshot.integration.support;

/** {@code snapshot-hash} in a JVM of its own. */
public final class HashProgram {
  private static final String LAUNCHERS_HEAP = "64m";

  private HashProgram() {}

  /** The program with the heap that its launcher gives it; paths and options are to be added. */
  public static ExternalCommand command() {
    return withHeap(LAUNCHERS_HEAP);
  }

  /** The program with a heap of this size, as the JVM spells it. */
  public static ExternalCommand withHeap(String size) {
    return ExternalCommand.of(
        JavaProgram.withHeap(size, "dev.pipsnapshot.hasher.cli.SnapshotHash").toArray());
  }
}
