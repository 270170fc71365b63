package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.Verbosity;
import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.proxy.service.ServedFile;
import java.io.PrintWriter;
import java.util.Locale;

/** One plain line for each thing that happens. */
final class LineProgress implements Progress {
  private final PrintWriter err;
  private final Verbosity verbosity;

  LineProgress(PrintWriter err, Verbosity verbosity) {
    this.err = err;
    this.verbosity = verbosity;
  }

  @Override
  public void resolving(Interpreter interpreter, PipVersion pip) {
    say("pip " + pip + " on " + interpreter.displayName() + " decides");
  }

  @Override
  public void pipSaid(String line) {
    if (verbosity == Verbosity.VERBOSE) {
      say("pip: " + line);
    }
  }

  @Override
  public void served(ServedFile file) {
    say(
        "%s %s, %d bytes"
            .formatted(
                file.servedFrom().name().toLowerCase(Locale.ROOT), file.filename(), file.size()));
  }

  @Override
  public void collectingBuildRequires() {
    say("looking for what building needs");
  }

  @Override
  public void remembering() {
    say("asked before, with the same answer");
  }

  @Override
  public void close() {
    err.flush();
  }

  private void say(String line) {
    synchronized (err) {
      err.println(line);
      err.flush();
    }
  }
}
