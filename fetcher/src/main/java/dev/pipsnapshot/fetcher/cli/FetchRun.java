package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.fetcher.drift.AskedIndex;
import dev.pipsnapshot.fetcher.drift.Inventory;
import dev.pipsnapshot.fetcher.failure.ContentMismatch;
import dev.pipsnapshot.fetcher.lock.Lock;
import dev.pipsnapshot.fetcher.run.Fetch;
import dev.pipsnapshot.fetcher.run.FetchRequest;
import dev.pipsnapshot.fetcher.run.FetchResult;
import dev.pipsnapshot.proxy.ProxySettings;
import dev.pipsnapshot.proxy.index.SnapshotView;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Fetches, so that an interrupt ends it cleanly, and explains a hash that is not the one expected.
 *
 * @param before the lock that a result is compared with, asked for only then
 * @param settings the way to the index in another view, to ask what has become of files
 */
record FetchRun(
    Console console,
    Map<String, String> environment,
    Clock clock,
    Supplier<Optional<Lock>> before,
    Function<SnapshotView, ProxySettings> settings) {

  /** Returns when no bar is shown any more. */
  FetchResult run(FetchRequest request) throws IOException, InterruptedException {
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
    Optional<Lock> known = before.get();
    if (known.isEmpty() || after.isEmpty()) {
      return mismatch;
    }
    SnapshotView view = request.index().view().orElse(SnapshotView.LIVE);
    var index = new AskedIndex(view, settings, environment, clock);
    return mismatch.explained(Against.explain(known.get(), after.get(), index));
  }
}
