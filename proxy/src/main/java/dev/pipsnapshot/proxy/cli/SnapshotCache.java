package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.cli.CommandRunner;
import java.time.Clock;

/** Entry point of {@code snapshot-cache}. */
public final class SnapshotCache {
  private SnapshotCache() {}

  /** Runs the command and exits with its status. */
  public static void main(String[] arguments) {
    var command = new CacheCommand(System.getenv(), Clock.systemUTC());
    System.exit(new CommandRunner(System.getenv()).run(command, arguments));
  }
}
