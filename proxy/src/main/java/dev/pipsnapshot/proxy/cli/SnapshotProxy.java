package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.cli.CommandRunner;
import dev.pipsnapshot.cli.ExitStatus;
import dev.pipsnapshot.cli.FailureReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;

/** Entry point of {@code snapshot-proxy}. */
public final class SnapshotProxy {
  private SnapshotProxy() {}

  /** Runs the command and exits with its status. */
  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    Optional<PlainServing> plain = PlainServing.of(arguments, environment);
    System.exit(
        plain.isPresent()
            ? run(plain.get(), environment)
            : new CommandRunner(environment).run(new ProxyCommand(), arguments));
  }

  private static int run(PlainServing serving, Map<String, String> environment) {
    try {
      return serving.run(environment, new PrintWriter(System.out, false, Charset.defaultCharset()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitStatus.INTERRUPTED.code();
    } catch (IOException | RuntimeException e) {
      FailureReport report = FailureReport.of(e);
      report.print(new PrintWriter(System.err, false, Charset.defaultCharset()));
      return report.exitCode();
    }
  }
}
