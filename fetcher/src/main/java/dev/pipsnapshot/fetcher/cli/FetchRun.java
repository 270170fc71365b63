package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.fetcher.drift.AskedIndex;
import dev.pipsnapshot.fetcher.drift.Inventory;
import dev.pipsnapshot.fetcher.failure.ContentMismatch;
import dev.pipsnapshot.fetcher.lock.Lock;
import dev.pipsnapshot.fetcher.pin.PinnedRequest;
import dev.pipsnapshot.fetcher.report.JsonReport;
import dev.pipsnapshot.fetcher.report.TextReport;
import dev.pipsnapshot.fetcher.run.Fetch;
import dev.pipsnapshot.fetcher.run.FetchRequest;
import dev.pipsnapshot.fetcher.run.FetchResult;
import dev.pipsnapshot.proxy.index.SnapshotView;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Fetches into a directory, pins that if asked to, and prints the directory's hash. */
record FetchRun(FetchOptions options, Map<String, String> environment, Clock clock) {

  /** Returns the exit code when no bar is shown any more. */
  int run(Console console) throws IOException, InterruptedException {
    FetchRequest request = options.request(environment, clock);
    options.index().warnOfIgnored(environment);
    Optional<PinnedRequest> pinned =
        options.pins().request(request, options.pinnedArguments(view(request), environment));
    // A lock that cannot be read is told before pip is asked.
    options.against().lock();
    FetchResult result = fetched(request, console);
    if (pinned.isPresent()) {
      options.pins().write(pinned.get(), result);
    }
    return console.report(
        options.output().json() ? JsonReport.of(result) : result.hash().hash().sri(),
        TextReport.of(result));
  }

  private FetchResult fetched(FetchRequest request, Console console)
      throws IOException, InterruptedException {
    try (Progress progress = console.progress(environment);
        var fetch = new Fetch(request, environment, clock, progress)) {
      try {
        return new EndOnInterrupt(fetch::close, () -> console.interrupted(progress))
            .during(fetch::run);
      } catch (ContentMismatch e) {
        throw explained(e, request, fetch.inventory());
      }
    }
  }

  private ContentMismatch explained(
      ContentMismatch mismatch, FetchRequest request, Optional<Inventory> after) {
    Optional<Lock> before = options.against().lockOr(options.lock().existing());
    if (before.isEmpty() || after.isEmpty()) {
      return mismatch;
    }
    var index =
        new AskedIndex(
            view(request), view -> options.settings(view, environment), environment, clock);
    return mismatch.explained(Against.explain(before.get(), after.get(), index));
  }

  private static SnapshotView view(FetchRequest request) {
    return request.index().view().orElse(SnapshotView.LIVE);
  }
}
