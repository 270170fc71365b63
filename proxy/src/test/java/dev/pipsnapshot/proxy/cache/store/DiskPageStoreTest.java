package dev.pipsnapshot.proxy.cache.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CacheFixture;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.Digests;
import dev.pipsnapshot.proxy.cache.KeptPage;
import dev.pipsnapshot.proxy.cache.MetadataKey;
import dev.pipsnapshot.proxy.cache.PageKey;
import dev.pipsnapshot.proxy.cache.PageKey.Kind;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskPageStoreTest {
  private static final PageKey KEY = key("https://index.example/simple/", Kind.SIMPLE);
  private static final KeptPage PAGE =
      new KeptPage(
          ByteBuffer.wrap("<a>é</a>".getBytes(StandardCharsets.UTF_8)),
          "text/html",
          URI.create("https://index.example/simple/six/"),
          Optional.of("W/\"1\""),
          Optional.empty(),
          Instant.parse("2024-03-01T12:00:00.123456789Z"));

  @TempDir private Path directory;
  private CacheLayout layout;
  private DiskPageStore pages;
  private MetadataStore metadata;

  @BeforeEach
  void open() {
    layout = new CacheLayout(directory);
    pages =
        new DiskPageStore(
            layout, new AtomicFile("1"), Runnable::run, new LastUse(CacheFixture.CLOCK));
    metadata = new MetadataStore(layout, new AtomicFile("1"), new LastUse(CacheFixture.CLOCK));
  }

  @Test
  void givesBackWhatItKept() {
    pages.store(KEY, PAGE);
    assertThat(pages.find(KEY)).contains(PAGE);
  }

  @Test
  void keepsTheNewestOfEachPage() {
    pages.store(KEY, PAGE);
    KeptPage later = PAGE.revalidatedAt(Instant.parse("2025-01-01T00:00:00Z"));
    pages.store(KEY, later);
    assertThat(pages.find(KEY)).contains(later);
    assertThat(pages.find(key("https://index.example/simple/", Kind.LEGACY))).isEmpty();
    assertThat(pages.find(key("https://other.example/simple/", Kind.SIMPLE))).isEmpty();
  }

  @Test
  void givesBackWhatItHasNotWrittenYet() {
    Queue<Runnable> later = new ArrayDeque<>();
    pages =
        new DiskPageStore(layout, new AtomicFile("1"), later::add, new LastUse(CacheFixture.CLOCK));

    pages.store(KEY, PAGE);
    assertThat(layout.page(KEY)).doesNotExist();
    assertThat(pages.find(KEY)).contains(PAGE);

    later.remove().run();
    assertThat(layout.page(KEY)).exists();
    assertThat(pages.find(KEY)).contains(PAGE);
  }

  @Test
  void writesTheNewestWhenFlushedAndNothingTwice() throws IOException {
    Queue<Runnable> later = new ArrayDeque<>();
    pages =
        new DiskPageStore(layout, new AtomicFile("1"), later::add, new LastUse(CacheFixture.CLOCK));
    KeptPage newer = PAGE.revalidatedAt(Instant.parse("2025-01-01T00:00:00Z"));
    pages.store(KEY, PAGE);
    pages.store(KEY, newer);

    pages.flush();
    assertThat(pages.find(KEY)).contains(newer);
    Files.delete(layout.page(KEY));
    later.forEach(Runnable::run);
    assertThat(layout.page(KEY)).doesNotExist();
  }

  @Test
  void keepsNoCredentials() throws IOException {
    PageKey key = key("https://user:secret@index.example/simple/", Kind.SIMPLE);
    pages.store(
        key,
        new KeptPage(
            PAGE.body(),
            PAGE.contentType(),
            URI.create("https://user:secret@index.example/simple/six/"),
            PAGE.entityTag(),
            PAGE.lastModified(),
            PAGE.fetchedAt()));
    assertThat(pages.find(KEY)).contains(PAGE);
    assertThat(Files.readString(layout.page(KEY), StandardCharsets.ISO_8859_1))
        .doesNotContain("secret");
  }

  @Test
  void takesADamagedPageAtAnyByteForNone() throws IOException {
    pages.store(KEY, PAGE);
    byte[] good = Files.readAllBytes(layout.page(KEY));
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 0x40;
      Files.write(layout.page(KEY), bad);
      assertThat(pages.find(KEY)).isEmpty();
      Files.write(layout.page(KEY), java.util.Arrays.copyOf(good, i));
      assertThat(pages.find(KEY)).isEmpty();
    }
  }

  @Test
  void takesAPageThatGrewBeyondAllPagesForNone() throws IOException {
    pages.store(KEY, PAGE);
    try (var file = FileChannel.open(layout.page(KEY), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(1), 6L << 30);
    }
    assertThat(pages.find(KEY)).isEmpty();
  }

  @Test
  void keepsMetadataByteForByteAndIgnoresDamage() throws IOException {
    byte[] bytes = "Metadata-Version: 2.1\r\n\n".getBytes(StandardCharsets.UTF_8);
    var wheel = metadataKey("https://index.example/simple/", Optional.empty());
    assertThat(metadata.find(wheel)).isEmpty();
    metadata.store(wheel, bytes);
    assertThat(metadata.find(wheel))
        .hasValueSatisfying(found -> assertThat(found).isEqualTo(bytes));
    Files.write(layout.metadata(wheel.digest()), new byte[40]);
    assertThat(metadata.find(wheel)).isEmpty();
  }

  @Test
  void keepsMetadataApartByIndexAndPromise() {
    var promised = Optional.of(Digests.sha256(new byte[] {2}));
    metadata.store(metadataKey("https://index.example/simple/", promised), new byte[] {1});

    assertThat(metadata.find(metadataKey("https://other.example/simple/", promised))).isEmpty();
    assertThat(metadata.find(metadataKey("https://index.example/simple/", Optional.empty())))
        .isEmpty();
    assertThat(metadata.find(metadataKey("https://me:pw@index.example/simple/", promised)))
        .isPresent();
  }

  @Test
  void remembersWhatIsWithdrawnOfOneProjectOfOneIndex() {
    var six = ProjectName.parse("six");
    URI index = URI.create("https://index.example/simple/");
    var first = metadataKey(index.toString(), Optional.empty());
    var second = metadataKey(index.toString(), Optional.of(Digests.sha256(new byte[] {2})));
    metadata.withdraw(first, six);
    metadata.withdraw(second, six);
    metadata.withdraw(second, six);

    assertThat(metadata.withdrawn(index, six)).containsOnly(first.digest(), second.digest());
    assertThat(metadata.withdrawn(index, ProjectName.parse("other"))).isEmpty();
    assertThat(metadata.withdrawn(URI.create("https://other.example/simple/"), six)).isEmpty();
  }

  @Test
  void notesThatAFileWasReadAtMostOnceADay() throws IOException {
    Instant now = CacheFixture.CLOCK.instant();
    var wheel = metadataKey("https://index.example/simple/", Optional.empty());
    pages.store(KEY, PAGE);
    metadata.store(wheel, new byte[] {1});
    for (Path file : List.of(layout.page(KEY), layout.metadata(wheel.digest()))) {
      Instant recently = now.minus(Duration.ofHours(23));
      assertThat(usedAfterReading(file, wheel, recently)).isEqualTo(recently);
      assertThat(usedAfterReading(file, wheel, now.minus(Duration.ofDays(90)))).isEqualTo(now);
      assertThat(usedAfterReading(file, wheel, now.plus(Duration.ofDays(90)))).isEqualTo(now);
    }
  }

  private Instant usedAfterReading(Path file, MetadataKey wheel, Instant noted) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(noted));
    assertThat(pages.find(KEY)).contains(PAGE);
    assertThat(metadata.find(wheel)).isPresent();
    return Files.getLastModifiedTime(file).toInstant();
  }

  private static MetadataKey metadataKey(String index, Optional<Sha256> promised) {
    return new MetadataKey(
        URI.create(index), new ArtifactKey.ByContent(Digests.sha256(new byte[] {1})), promised);
  }

  private static PageKey key(String index, Kind kind) {
    return new PageKey(URI.create(index), ProjectName.parse("six"), kind);
  }
}
