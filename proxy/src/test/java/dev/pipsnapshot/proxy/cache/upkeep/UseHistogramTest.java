package dev.pipsnapshot.proxy.cache.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.cache.upkeep.CacheEntry.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UseHistogramTest {
  private static final int SIZE = 10;

  @Test
  void takesTheLongestUnusedUntilTheRestFits() {
    assertThat(taken(new UseHistogram(), entries(5, 3, 1, 4, 2), 25))
        .extracting(entry -> entry.lastUsed().getEpochSecond())
        .containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void takesNothingWhereAllFits() {
    assertThat(taken(new UseHistogram(), entries(1, 2), 2 * SIZE)).isEmpty();
    assertThat(taken(new UseHistogram(), List.of(), 0)).isEmpty();
  }

  @Test
  void takesAllWhereNothingMayStay() {
    assertThat(taken(new UseHistogram(), entries(1, 1, 2, -7), 0)).hasSize(4);
  }

  @Test
  void takesOnlyAsManyAsMustGoOfThoseUsedAtTheSameTime() {
    assertThat(taken(new UseHistogram(), entries(1, 1, 1, 1), 2 * SIZE)).hasSize(2);
  }

  @Test
  void staysRightWithFewerSpansThanSeconds() {
    var random = new Random(1);
    List<CacheEntry> entries = entries(random.ints(1_000, -5_000, 5_000).toArray());
    List<CacheEntry> taken = taken(new UseHistogram(16), entries, 400 * SIZE);

    assertThat(taken).hasSize(600);
    // 10,000 seconds in 16 spans, of which half may be empty, are at most 2,048 seconds each.
    var kept = new ArrayList<>(entries);
    kept.removeAll(taken);
    assertThat(seconds(taken, Collections::max) - seconds(kept, Collections::min))
        .isLessThan(2_048);
  }

  @Test
  void copesWithTimesThatNoFileSystemShouldGive() {
    List<CacheEntry> entries = new ArrayList<>(entries(1, 2, 3, 4));
    entries.add(entry(Instant.MIN));
    entries.add(entry(Instant.MAX));

    assertThat(taken(new UseHistogram(2), entries, SIZE)).hasSize(5);
  }

  private static List<CacheEntry> taken(
      UseHistogram histogram, List<CacheEntry> entries, long maxBytes) {
    entries.forEach(histogram::add);
    return histogram.surplusOver(maxBytes).stream()
        .flatMap(surplus -> entries.stream().filter(surplus::take))
        .toList();
  }

  private static long seconds(
      List<CacheEntry> entries, java.util.function.Function<List<Instant>, Instant> which) {
    return which.apply(entries.stream().map(CacheEntry::lastUsed).toList()).getEpochSecond();
  }

  private static List<CacheEntry> entries(int... seconds) {
    List<CacheEntry> entries = new ArrayList<>();
    for (int second : seconds) {
      entries.add(entry(Instant.ofEpochSecond(second)));
    }
    return entries;
  }

  private static CacheEntry entry(Instant lastUsed) {
    return new CacheEntry(Kind.ARTIFACT, Path.of("/" + lastUsed), SIZE, lastUsed);
  }
}
