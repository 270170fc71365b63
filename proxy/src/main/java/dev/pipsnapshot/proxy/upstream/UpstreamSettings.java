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
   * @param patience until the client that waits for a page is told that it is not there yet
   */
  public record Timeouts(Duration connect, Duration idle, Duration page, Duration patience) {
    /** Those that hold where nothing else is asked for. */
    public static final Timeouts DEFAULT =
        // Patience is below the 15 seconds for which pip waits for the first byte.
        new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofSeconds(14));

    private static final int LONGEST_SECONDS = 3600;

    /**
     * Those for an upstream that may take {@code seconds} to say anything.
     *
     * @throws UpstreamConfigurationException if it is no number of seconds between 1 and 3600
     */
    public static Timeouts ofSeconds(long seconds) {
      if (seconds < 1 || seconds > LONGEST_SECONDS) {
        throw UpstreamConfigurationException.of(
            "invalid-timeout",
            "--timeout " + seconds + " is no time to wait for an upstream",
            "write whole seconds, from 1 to " + LONGEST_SECONDS);
      }
      Duration wait = Duration.ofSeconds(seconds);
      return new Timeouts(wait, wait, wait.multipliedBy(4), wait);
    }
  }

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
        Timeouts.DEFAULT,
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
