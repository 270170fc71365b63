package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.Verbosity;
import dev.pipsnapshot.fetcher.run.FetchListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/** Tells a person how a fetch goes on. */
interface Progress extends FetchListener, AutoCloseable {
  /** A bar on a terminal that can draw it, lines elsewhere, nothing if quiet is wanted. */
  static Progress of(Verbosity verbosity, Map<String, String> environment, PrintWriter err) {
    if (verbosity == Verbosity.QUIET) {
      return new SilentProgress();
    }
    boolean draws = !"dumb".equals(environment.get("TERM"));
    return verbosity == Verbosity.NORMAL && draws && isTerminal(Path.of("/dev/stderr"))
        ? BarProgress.ticking(err)
        : new LineProgress(err, verbosity);
  }

  /** Removes what is shown for the moment. Idempotent. */
  @Override
  void close();

  /**
   * Whether a stream is a terminal, which the JDK tells of none but standard input and output
   * together. Where the system does not say what is behind the name, as macOS, it is taken for
   * none.
   */
  private static boolean isTerminal(Path stream) {
    try {
      String device = stream.toRealPath().toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }
}
