package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Readings of projects' pages, one at a time for each project: whoever asks meanwhile gets what it
 * gives. Never blocks; thread-safe.
 */
final class SharedReadings<T> {
  private final LargePages large;
  private final BiConsumer<ProjectName, T> read;
  private final ConcurrentHashMap<ProjectName, CompletableFuture<T>> underWay =
      new ConcurrentHashMap<>();

  /**
   * Nothing is under way yet.
   *
   * @param read told of what has been read before anybody else is
   */
  SharedReadings(LargePages large, BiConsumer<ProjectName, T> read) {
    this.large = large;
    this.read = read;
  }

  /**
   * What the reading that is under way gives, if that {@code suits}; or else one of its own.
   *
   * @param start begins a reading
   */
  CompletableFuture<T> join(
      ProjectName project, Predicate<T> suits, Function<PageReading, CompletableFuture<T>> start) {
    var own = new CompletableFuture<T>();
    var earlier = underWay.putIfAbsent(project, own);
    if (earlier != null) {
      return earlier.thenCompose(
          value ->
              suits.test(value)
                  ? CompletableFuture.completedFuture(value)
                  : join(project, suits, start));
    }
    var reading = new PageReading(project, large);
    var unused =
        start
            .apply(reading)
            .whenComplete(
                (value, failure) -> {
                  if (failure == null) {
                    read.accept(project, value);
                  }
                  underWay.remove(project, own);
                  if (failure == null) {
                    own.complete(value);
                  } else {
                    own.completeExceptionally(failure);
                  }
                  // Not before those who render the page have had themselves put down for it.
                  reading.close();
                });
    return own;
  }
}
