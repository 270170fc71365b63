package dev.pipsnapshot.proxy.http;

/** Is told of every answered request. Called on the server's threads: must not block. */
@FunctionalInterface
public interface RequestListener {
  /** Told nothing of interest. */
  RequestListener NONE = (kind, status, durationNanos, bodyBytes) -> {};

  /**
   * A response has left, or has been given up half-way.
   *
   * @param kind what was asked for
   * @param status HTTP status of the response
   * @param durationNanos from the complete request head to the end of the response
   * @param bodyBytes body bytes given to the network, without framing
   */
  void completed(RequestKind kind, int status, long durationNanos, long bodyBytes);
}
