package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.CommandRunner;
import java.time.Clock;

/** Entry point of {@code snapshot-diff}. */
public final class SnapshotDiff {
  private SnapshotDiff() {}

  /** Runs the command and exits. */
  public static void main(String... arguments) {
    var environment = System.getenv();
    var command = new DiffCommand(environment, Clock.systemUTC());
    System.exit(new CommandRunner(environment).run(command, arguments));
  }
}
