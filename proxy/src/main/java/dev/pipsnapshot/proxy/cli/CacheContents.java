package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.proxy.cache.upkeep.CacheEntry;
import dev.pipsnapshot.proxy.cache.upkeep.CacheEntry.Kind;
import dev.pipsnapshot.proxy.cache.upkeep.FileTotals;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sums of what a cache holds. Not thread-safe. */
final class CacheContents implements Consumer<CacheEntry> {
  private final Map<Kind, FileTotals> sums = new EnumMap<>(Kind.class);
  private @Nullable Instant oldestUse;

  @Override
  public void accept(CacheEntry entry) {
    sums.merge(entry.kind(), FileTotals.NONE.plus(entry), FileTotals::plus);
    if (oldestUse == null || entry.lastUsed().isBefore(oldestUse)) {
      oldestUse = entry.lastUsed();
    }
  }

  FileTotals of(Kind kind) {
    return sums.getOrDefault(kind, FileTotals.NONE);
  }

  /** The last use of what was unused for longest; empty if there is nothing. */
  Optional<Instant> oldestUse() {
    return Optional.ofNullable(oldestUse);
  }
}
