package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.cache.KeptPage;
import dev.pipsnapshot.proxy.cache.PageKey;
import dev.pipsnapshot.proxy.cache.PageStore;
import dev.pipsnapshot.proxy.service.Work;
import dev.pipsnapshot.proxy.upstream.LargeBodies;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Upstream pages on disk, read by other threads. Never blocks; thread-safe. */
final class KeptPages {
  private final PageStore store;
  private final Executor workers;
  private final Clock clock;

  KeptPages(PageStore store, Executor workers, Clock clock) {
    this.store = store;
    this.workers = workers;
    this.clock = clock;
  }

  /** The page as it was last stored and counts now; a large one in its turn. */
  CompletableFuture<Optional<KeptPage>> find(PageKey key, PageReading reading) {
    return Work.on(workers, () -> store.length(key) > LargeBodies.LARGE)
        .thenCompose(large -> large ? reading.turn() : CompletableFuture.completedFuture(null))
        .thenApplyAsync(turn -> store.find(key).map(page -> page.asOf(clock.instant())), workers);
  }

  /** Keeps {@code page}. Blocks while a large one is written. */
  void store(PageKey key, KeptPage page) {
    store.store(key, page);
  }
}
