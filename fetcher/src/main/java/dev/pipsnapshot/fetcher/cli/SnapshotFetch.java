package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.CommandRunner;
import java.time.Clock;

/** Entry point of {@code snapshot-fetch}. */
public final class SnapshotFetch {
  private SnapshotFetch() {}

  /** Runs the command and exits. */
  public static void main(String... arguments) {
    var environment = System.getenv();
    var command = new FetchCommand(environment, Clock.systemUTC());
    System.exit(new CommandRunner(environment).run(command, arguments));
  }
}
