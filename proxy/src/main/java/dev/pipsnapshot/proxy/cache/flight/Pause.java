package dev.pipsnapshot.proxy.cache.flight;

/** How long to wait before an upstream that failed is asked again. */
@FunctionalInterface
public interface Pause {
  /**
   * Waits.
   *
   * @param failures how often in a row it has failed, from 1
   */
  void afterFailure(int failures) throws InterruptedException;
}
