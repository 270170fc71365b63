package dev.pipsnapshot.proxy.cache.upkeep;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many bytes were last used when: in spans of a second as long as there are few, of twice, four
 * times as much and so on where more would be needed than there is memory for. The million entries
 * of some years of use take spans of less than an hour. Not thread-safe.
 */
final class UseHistogram {
  private static final int MAX_SPANS = 1 << 16;

  private final int maxSpans;
  private TreeMap<Long, Long> bytesBySpan = new TreeMap<>();
  private long seconds = 1;
  private long total;

  UseHistogram() {
    this(MAX_SPANS);
  }

  UseHistogram(int maxSpans) {
    this.maxSpans = maxSpans;
  }

  void add(CacheEntry entry) {
    total += entry.size();
    bytesBySpan.merge(span(entry), entry.size(), Long::sum);
    while (bytesBySpan.size() > maxSpans) {
      widen();
    }
  }

  /** What has to go so that of what was counted no more than {@code maxBytes} are left. */
  Optional<Surplus> surplusOver(long maxBytes) {
    long excess = total - maxBytes;
    for (var span : bytesBySpan.entrySet()) {
      if (excess <= span.getValue()) {
        return excess > 0 ? Optional.of(new Surplus(span.getKey(), excess)) : Optional.empty();
      }
      excess -= span.getValue();
    }
    return Optional.empty();
  }

  private long span(CacheEntry entry) {
    return Math.floorDiv(entry.lastUsed().getEpochSecond(), seconds);
  }

  private void widen() {
    NavigableMap<Long, Long> narrow = bytesBySpan;
    bytesBySpan = new TreeMap<>();
    seconds *= 2;
    narrow.forEach((span, bytes) -> bytesBySpan.merge(Math.floorDiv(span, 2), bytes, Long::sum));
  }

  /** All that was last used before a span, and so much of what was used in it. */
  final class Surplus {
    private final long lastSpan;
    private long bytesInLastSpan;

    private Surplus(long lastSpan, long bytesInLastSpan) {
      this.lastSpan = lastSpan;
      this.bytesInLastSpan = bytesInLastSpan;
    }

    /** Takes the entry if it has to go, where those have gone that were taken before. */
    boolean take(CacheEntry entry) {
      long span = span(entry);
      if (span == lastSpan && bytesInLastSpan > 0) {
        bytesInLastSpan -= entry.size();
        return true;
      }
      return span < lastSpan;
    }
  }
}
