package dev.pipsnapshot.proxy.upstream;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Whether and when a failed request is sent again: exponential back-off with jitter. */
final class RetryPolicy {
  // Each of these has cost a whole idle time-out already.
  private static final int ATTEMPTS_AFTER_TIMEOUT = 2;

  private final UpstreamSettings.Retries settings;
  private final RandomGenerator random;

  RetryPolicy(UpstreamSettings.Retries settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /**
   * How long to wait before the next attempt; empty if there shall be none.
   *
   * @param attempt how often the request has been sent
   */
  Optional<Duration> delay(UpstreamException failure, int attempt) {
    if (attempt >= settings.attempts()) {
      return Optional.empty();
    }
    if (failure instanceof UpstreamException.Unavailable unavailable) {
      return unavailable.isPassing()
          ? unavailable
              .retryAfter()
              .map(
                  asked ->
                      asked.compareTo(settings.maxDelay()) <= 0
                          ? Optional.of(asked)
                          : Optional.<Duration>empty())
              .orElseGet(() -> Optional.of(backOff(attempt)))
          : Optional.empty();
    }
    boolean again =
        failure instanceof UpstreamException.Truncated
            || (failure instanceof UpstreamException.TimedOut && attempt < ATTEMPTS_AFTER_TIMEOUT);
    return again ? Optional.of(backOff(attempt)) : Optional.empty();
  }

  private Duration backOff(int attempt) {
    double full = (double) settings.firstDelay().toNanos() * Math.pow(2, attempt - 1);
    double bounded = Math.min(full, (double) settings.maxDelay().toNanos());
    return Duration.ofNanos((long) (bounded * (0.5 + random.nextDouble() / 2)));
  }
}
