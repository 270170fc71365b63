package dev.pipsnapshot.hasher.cli;

import dev.pipsnapshot.cli.CommandRunner;

/** Entry point of {@code snapshot-hash}. */
public final class SnapshotHash {
  private SnapshotHash() {}

  /** Runs the command and exits. */
  public static void main(String... arguments) {
    System.exit(new CommandRunner(System.getenv()).run(new SnapshotHashCommand(), arguments));
  }
}
