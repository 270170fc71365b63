package dev.pipsnapshot.hasher.cli;

import dev.pipsnapshot.cli.CommandRunner;
import dev.pipsnapshot.cli.ExitStatus;
import dev.pipsnapshot.cli.FailureReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;

/** Entry point of {@code snapshot-hash}. */
public final class SnapshotHash {
  private SnapshotHash() {}

  /** Runs the command and exits. */
  public static void main(String... arguments) {
    Map<String, String> environment = System.getenv();
    Optional<PlainHashing> plain = PlainHashing.of(arguments, environment);
    System.exit(
        plain.isPresent()
            ? run(plain.get())
            : new CommandRunner(environment).run(new SnapshotHashCommand(), arguments));
  }

  private static int run(PlainHashing hashing) {
    try {
      hashing.print(System.out);
      return ExitStatus.OK.code();
    } catch (IOException | RuntimeException e) {
      FailureReport report = FailureReport.of(e);
      report.print(new PrintWriter(System.err));
      return report.exitCode();
    }
  }
}
