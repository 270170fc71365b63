package dev.pipsnapshot.proxy.http;

import java.time.Duration;

/**
 * What one client, and all of them together, may cost.
 *
 * @param requestLineBytes longest request line; above it 414
 * @param headerBytes longest header section in all; above it 431
 * @param connections open connections; those above it are answered 503 and closed
 * @param requestHead time for a new connection to send its first request head
 * @param keepAlive time for a served connection to send its next request head
 * @param writeStall time that a response may make no progress at all
 * @param drain time that {@link SnapshotServer#close} gives to requests in work
 */
public record ServerLimits(
    int requestLineBytes,
    int headerBytes,
    int connections,
    Duration requestHead,
    Duration keepAlive,
    Duration writeStall,
    Duration drain) {

  /** Made for package installers, whose downloads may pause for long while they build. */
  public static final ServerLimits DEFAULT =
      new ServerLimits(
          8 * 1024,
          16 * 1024,
          4096,
          Duration.ofSeconds(20),
          Duration.ofSeconds(75),
          Duration.ofMinutes(10),
          Duration.ofSeconds(10));

  public ServerLimits {
    requirePositive(requestLineBytes, "requestLineBytes");
    requirePositive(headerBytes, "headerBytes");
    requirePositive(connections, "connections");
    requirePositive(requestHead.toNanos(), "requestHead");
    requirePositive(keepAlive.toNanos(), "keepAlive");
    requirePositive(writeStall.toNanos(), "writeStall");
    requirePositive(drain.toNanos(), "drain");
  }

  private static void requirePositive(long value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " is not positive: " + value);
    }
  }
}
