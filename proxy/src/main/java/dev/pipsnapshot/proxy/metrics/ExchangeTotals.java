package dev.pipsnapshot.proxy.metrics;

import java.util.concurrent.atomic.LongAdder;

/** How many exchanges of one kind there were, how long they took in all, and how many bytes. */
final class ExchangeTotals {
  private final LongAdder count = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  void add(long exchangeNanos, long exchangeBytes) {
    count.increment();
    nanos.add(exchangeNanos);
    bytes.add(exchangeBytes);
  }

  long count() {
    return count.sum();
  }

  long nanos() {
    return nanos.sum();
  }

  long bytes() {
    return bytes.sum();
  }
}
