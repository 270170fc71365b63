package dev.pipsnapshot.proxy.cache.store;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.event.Level;

/**
 * A time in which nothing can be written. It is warned of once: a full disk fails each of a
 * thousand pages for the same reason. Thread-safe.
 */
final class Outage {
  private final AtomicBoolean lasts = new AtomicBoolean();

  /** How loud to tell of a failure: the first of an outage is a warning. */
  Level failed() {
    return lasts.compareAndSet(false, true) ? Level.WARN : Level.DEBUG;
  }

  /** Something has been written. */
  void ends() {
    lasts.set(false);
  }
}
