package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.proxy.cache.CacheEntry;
import dev.pipsnapshot.proxy.cache.CacheEntry.Kind;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sums of what a cache holds. Not thread-safe. */
final class CacheContents implements Consumer<CacheEntry> {
  private final Map<Kind, Sum> sums = new EnumMap<>(Kind.class);
  private @Nullable Instant oldestUse;

  @Override
  public void accept(CacheEntry entry) {
    sums.merge(entry.kind(), new Sum(1, entry.size()), Sum::plus);
    if (oldestUse == null || entry.lastUsed().isBefore(oldestUse)) {
      oldestUse = entry.lastUsed();
    }
  }

  Sum of(Kind kind) {
    return sums.getOrDefault(kind, new Sum(0, 0));
  }

  /** The last use of what was unused for longest; empty if there is nothing. */
  Optional<Instant> oldestUse() {
    return Optional.ofNullable(oldestUse);
  }

  /** So many files of so many bytes together. */
  record Sum(long files, long bytes) {
    Sum plus(Sum other) {
      return new Sum(files + other.files, bytes + other.bytes);
    }
  }
}
