package dev.pipsnapshot.proxy.upstream;

import java.time.Duration;

/** How long, how often and how much. */
public record UpstreamSettings(Timeouts timeouts, Retries retries, Limits limits) {
  /**
   * Time-outs.
   *
   * @param connect until a connection stands, per address tried
   * @param idle between two arrivals of bytes, and until the first
   * @param page until a page is there whole, per attempt
   */
  public record Timeouts(Duration connect, Duration idle, Duration page) {}

  /**
   * Retries of requests that failed in a way that may pass.
   *
   * @param attempts how often a request is sent at most, the first included
   * @param firstDelay before the second attempt; doubled before each further one, with jitter
   * @param maxDelay the longest wait, also where {@code Retry-After} asks for more: then the
   *     failure is reported at once
   */
  public record Retries(int attempts, Duration firstDelay, Duration maxDelay) {
    public Retries {
      if (attempts < 1) {
        throw new IllegalArgumentException("at least one attempt, not " + attempts);
      }
    }
  }

  /**
   * Limits.
   *
   * @param pageBytes of a decoded page
   * @param metadataBytes of a decoded core metadata file
   * @param redirects followed in a row
   * @param requestsPerHost in flight until their headers are there
   */
  public record Limits(int pageBytes, int metadataBytes, int redirects, int requestsPerHost) {}

  /** What the commands use. */
  public static UpstreamSettings defaults() {
    return new UpstreamSettings(
        new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2)),
        new Retries(4, Duration.ofMillis(250), Duration.ofSeconds(30)),
        new Limits(64 << 20, 16 << 20, 5, 32));
  }

  /** These settings with other time-outs. */
  public UpstreamSettings withTimeouts(Timeouts other) {
    return new UpstreamSettings(other, retries, limits);
  }

  /** These settings with other retries. */
  public UpstreamSettings withRetries(Retries other) {
    return new UpstreamSettings(timeouts, other, limits);
  }

  /** These settings with other limits. */
  public UpstreamSettings withLimits(Limits other) {
    return new UpstreamSettings(timeouts, retries, other);
  }
}
