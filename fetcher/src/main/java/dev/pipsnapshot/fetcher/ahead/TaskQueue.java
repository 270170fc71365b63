package dev.pipsnapshot.fetcher.ahead;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts tasks in order, so many at once. What fails is nobody's concern here. Thread-safe. */
final class TaskQueue {
  private static final Logger LOG = LoggerFactory.getLogger(TaskQueue.class);

  private final int width;

  // Guarded by this.
  private final Queue<Supplier<CompletableFuture<Void>>> waiting = new ArrayDeque<>();
  private int running;
  private boolean closed;

  TaskQueue(int width) {
    this.width = width;
  }

  /** Starts {@code task} when there is room. */
  void submit(Supplier<CompletableFuture<Void>> task) {
    synchronized (this) {
      waiting.add(task);
    }
    proceed();
  }

  /** Starts nothing more. */
  synchronized void close() {
    closed = true;
    waiting.clear();
  }

  private void proceed() {
    for (Supplier<CompletableFuture<Void>> task = next(); task != null; task = next()) {
      var unused =
          // What a task throws at once is no concern of the caller either.
          CompletableFuture.completedFuture(task)
              .thenCompose(Supplier::get)
              .whenComplete(
                  (result, failure) -> {
                    if (failure != null) {
                      LOG.debug("not-ahead reason={}", failure.toString());
                    }
                    ended();
                  });
    }
  }

  private synchronized @Nullable Supplier<CompletableFuture<Void>> next() {
    if (closed || running >= width || waiting.isEmpty()) {
      return null;
    }
    running++;
    return waiting.remove();
  }

  private void ended() {
    synchronized (this) {
      running--;
    }
    proceed();
  }
}
