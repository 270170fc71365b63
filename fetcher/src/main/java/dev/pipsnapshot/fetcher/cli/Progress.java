package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.Verbosity;
import dev.pipsnapshot.fetcher.FetchListener;
import java.io.PrintWriter;

/** Tells a person how a fetch goes on. */
interface Progress extends FetchListener, AutoCloseable {
  /** A bar on a terminal, lines elsewhere, nothing if quiet is wanted. */
  static Progress of(Verbosity verbosity, PrintWriter err) {
    if (verbosity == Verbosity.QUIET) {
      return new SilentProgress();
    }
    // Of the JDK's means, this alone tells a terminal; a redirected standard output counts as none.
    return System.console() != null && verbosity == Verbosity.NORMAL
        ? new BarProgress()
        : new LineProgress(err, verbosity);
  }

  /** Removes what is shown for the moment. Idempotent. */
  @Override
  void close();
}
