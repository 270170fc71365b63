package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.fetcher.report.JsonReport;
import dev.pipsnapshot.fetcher.report.TextReport;
import dev.pipsnapshot.fetcher.restore.Restore;
import dev.pipsnapshot.fetcher.restore.RestoreRequest;
import dev.pipsnapshot.fetcher.restore.RestoreResult;
import dev.pipsnapshot.proxy.index.SnapshotView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/** Gets the files of a lock into a directory, and prints the directory's hash. Asks no pip. */
record RestoreRun(FetchOptions options, Map<String, String> environment, Clock clock) {

  /** Returns the exit code when no bar is shown any more. */
  int run(Path lock, ParseResult arguments, Console console)
      throws IOException, InterruptedException {
    SettledByLock.check(arguments);
    var request =
        new RestoreRequest(
            lock,
            options.pip().givenPython(),
            options.settings(SnapshotView.LIVE, environment),
            options.output().output(options.lock()));
    RestoreResult result;
    try (Progress progress = console.progress(environment);
        var restore = new Restore(request, environment, clock, progress)) {
      result =
          new EndOnInterrupt(restore::close, () -> console.interrupted(progress))
              .during(restore::run);
    }
    return console.report(
        options.output().json() ? JsonReport.of(result) : result.hash().hash().sri(),
        TextReport.of(result));
  }
}
