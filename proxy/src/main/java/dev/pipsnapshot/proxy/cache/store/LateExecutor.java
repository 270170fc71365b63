package dev.pipsnapshot.proxy.cache.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Has work done a moment later, for somebody waits for what comes of the same bytes, and the
 * processors are few. Thread-safe.
 */
public final class LateExecutor implements Executor {
  private static final long PAUSE_MILLIS = 100;

  private final Executor executor;

  /** Hands over to {@code executor}; what that rejects is done all the same. */
  public LateExecutor(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS, Runnable::run)
        .execute(() -> handOver(task));
  }

  private void handOver(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      task.run();
    }
  }
}
