package dev.pipsnapshot.proxy.service;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * How long a client waits and no longer: one that gave up by itself could not say why. What becomes
 * ready later is kept for the next who asks.
 */
public record WaitLimit(Duration duration) {
  /** As {@code answer}, but fails with what {@code late} says when it takes too long. */
  public <T> CompletableFuture<T> limit(
      CompletableFuture<T> answer, Function<Duration, ServiceException> late) {
    return answer.isDone()
        ? answer
        : answer
            .copy()
            .orTimeout(duration.toNanos(), TimeUnit.NANOSECONDS)
            .exceptionallyCompose(
                failure -> {
                  Throwable cause = FailureReplies.unwrap(failure);
                  return CompletableFuture.failedFuture(
                      cause instanceof TimeoutException ? late.apply(duration) : cause);
                });
  }
}
