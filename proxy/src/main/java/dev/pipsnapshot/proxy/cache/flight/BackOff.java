package dev.pipsnapshot.proxy.cache.flight;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Waits twice as long after each further failure. */
record BackOff(Duration first) implements Pause {
  static BackOff standard() {
    return new BackOff(Duration.ofMillis(250));
  }

  @Override
  public void afterFailure(int failures) throws InterruptedException {
    long millis = first.toMillis() << Math.min(failures - 1, 10);
    try {
      new CompletableFuture<Void>().completeOnTimeout(null, millis, TimeUnit.MILLISECONDS).get();
    } catch (ExecutionException e) {
      throw new AssertionError("a timer does not fail", e);
    }
  }
}
