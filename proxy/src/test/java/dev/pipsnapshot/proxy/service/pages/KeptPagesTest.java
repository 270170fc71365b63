package dev.pipsnapshot.proxy.service.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.KeptPage;
import dev.pipsnapshot.proxy.cache.PageKey;
import dev.pipsnapshot.proxy.cache.flight.DiskCache;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.upstream.LargeBodies;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptPagesTest {
  private static final PageKey SMALL = key("small");
  private static final PageKey LARGE = key("large");

  private final LargePages turns = new LargePages(Duration.ofMinutes(1));
  private final PageReading reading = new PageReading(ProjectName.parse("any"), turns);
  private DiskCache cache;
  private KeptPages pages;

  @BeforeEach
  void store(@TempDir Path directory) throws IOException {
    cache =
        DiskCache.open(new CacheLayout(directory), Runnable::run, Runnable::run, Clock.systemUTC());
    pages = new KeptPages(cache.pages(), Runnable::run, Clock.systemUTC());
    pages.store(SMALL, page(LargeBodies.LARGE / 2));
    pages.store(LARGE, page(LargeBodies.LARGE + 1));
  }

  @AfterEach
  void close() {
    reading.close();
    cache.close();
  }

  @Test
  void readsALargePageInItsTurn() {
    var other = turns.toRead().join();
    var found = pages.find(LARGE, reading);
    assertThat(found).isNotDone();

    other.close();
    assertThat(found.join()).contains(page(LargeBodies.LARGE + 1));
    assertThat(turns.toRead()).as("its reader has yet to decode it").isNotDone();
  }

  @Test
  void readsASmallPageAtOnce() {
    var other = turns.toRead().join();

    assertThat(pages.find(SMALL, reading)).isCompletedWithValueMatching(Optional::isPresent);
    assertThat(pages.find(key("none"), reading)).isCompletedWithValue(Optional.empty());
    other.close();
  }

  private static PageKey key(String project) {
    return new PageKey(
        URI.create("https://index.example/simple/"),
        ProjectName.parse(project),
        PageKey.Kind.SIMPLE);
  }

  private static KeptPage page(int length) {
    return new KeptPage(
        ByteBuffer.allocate(length),
        "text/html",
        URI.create("https://index.example/simple/any/"),
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH);
  }
}
