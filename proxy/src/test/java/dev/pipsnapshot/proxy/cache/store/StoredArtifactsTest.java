package dev.pipsnapshot.proxy.cache.store;

import static dev.pipsnapshot.proxy.cache.CacheFixture.content;
import static dev.pipsnapshot.proxy.cache.CacheFixture.digest;
import static dev.pipsnapshot.proxy.cache.CacheFixture.drain;
import static dev.pipsnapshot.proxy.cache.CacheFixture.get;
import static dev.pipsnapshot.proxy.cache.CacheFixture.read;
import static dev.pipsnapshot.proxy.cache.CacheFixture.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.proxy.body.ByteRange;
import dev.pipsnapshot.proxy.cache.CacheException;
import dev.pipsnapshot.proxy.cache.CacheFixture;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.CachedBody;
import dev.pipsnapshot.proxy.cache.ScriptedSource;
import dev.pipsnapshot.proxy.cache.WantedArtifact;
import dev.pipsnapshot.proxy.cache.flight.DiskCache;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the cache directory, or cannot. */
class StoredArtifactsTest {
  private static final byte[] BIG = content(1_000_000);
  private static final byte[] SMALL = content(1_000);

  private CacheFixture fixture;
  private DiskCache cache;

  @BeforeEach
  void open(@TempDir Path directory) {
    fixture = new CacheFixture(directory.resolve("cache"));
    cache = fixture.open();
  }

  @AfterEach
  void close() {
    cache.close();
    fixture.close();
  }

  @Test
  void makesItsDirectoryForTheUserAlone() throws IOException {
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(fixture.layout().root())))
        .isEqualTo("rwx------");
  }

  @Test
  void servesEmptyFiles() throws Exception {
    byte[] nothing = {};
    assertThat(read(cache.artifacts().open(wanted(nothing), ScriptedSource.of(nothing)))).isEmpty();
    assertThat(read(cache.artifacts().open(wanted(nothing), ScriptedSource.of(nothing)))).isEmpty();
  }

  @Test
  void servesRangesOfStoredFiles() throws Exception {
    read(cache.artifacts().open(wanted(BIG), ScriptedSource.of(BIG)));
    assertThat(
            read(cache.artifacts().open(wanted(BIG), ScriptedSource.of(BIG)), new ByteRange(5, 9)))
        .isEqualTo(Arrays.copyOfRange(BIG, 5, 10));
  }

  @Test
  void findsOnlyWhatIsThere() throws Exception {
    var key = new ArtifactKey.ByContent(digest(SMALL));
    assertThat(get(cache.artifacts().find(key))).isEmpty();
    read(cache.artifacts().open(wanted(SMALL), ScriptedSource.of(SMALL)));
    try (CachedBody body = get(cache.artifacts().find(key)).orElseThrow()) {
      assertThat(drain(body.feed())).isEqualTo(SMALL);
    }
  }

  @Test
  void storesAFileKnownByItsUrlUnderTheDigestItTurnsOutToHave() throws Exception {
    var key =
        new ArtifactKey.ByUrl(digest("https://host/file.whl".getBytes(StandardCharsets.UTF_8)));
    var artifact =
        new WantedArtifact(
            key, OptionalLong.empty(), Map.of("md5", hex("MD5", BIG), "crc32", "ffffffff"));
    var source = ScriptedSource.of(BIG);
    assertThat(read(cache.artifacts().open(artifact, source))).isEqualTo(BIG);
    cache.close();
    cache = fixture.open();
    CachedBody again = get(cache.artifacts().open(artifact, source));
    assertThat(get(again.verified()).digest()).isEqualTo(digest(BIG));
    assertThat(drain(again.feed())).isEqualTo(BIG);
    assertThat(source.opened()).isEqualTo(1);
    assertThat(get(cache.artifacts().find(wanted(BIG).key()))).isPresent();
  }

  @Test
  void notesTheUseOfAFileAndOfItsUrl() throws Exception {
    read(cache.artifacts().open(byUrl(SMALL), ScriptedSource.of(SMALL)));
    cache.close();
    Clock later = Clock.offset(CacheFixture.CLOCK, Duration.ofDays(90));
    FileTime before = FileTime.from(CacheFixture.CLOCK.instant());
    Path verification = fixture.layout().verification(digest(SMALL));
    Path url = fixture.layout().urlRecord(CacheLayout.digest(byUrl(SMALL).key()));
    Files.setLastModifiedTime(url, before);
    assertThat(Files.getLastModifiedTime(verification)).isEqualTo(before);

    cache = fixture.open(later);
    read(cache.artifacts().open(byUrl(SMALL), ScriptedSource.of(SMALL)));

    assertThat(Files.getLastModifiedTime(verification)).isEqualTo(FileTime.from(later.instant()));
    assertThat(Files.getLastModifiedTime(url)).isEqualTo(FileTime.from(later.instant()));
  }

  @Test
  void putsWhatAUrlBroughtInPlaceOfADamagedFile() throws Exception {
    Path place = fixture.layout().artifact(digest(BIG));
    Files.createDirectories(place.getParent());
    Files.write(place, new byte[BIG.length]);
    var source = ScriptedSource.of(BIG);

    assertThat(read(cache.artifacts().open(byUrl(BIG), source))).isEqualTo(BIG);

    assertThat(read(cache.artifacts().open(wanted(BIG), source))).isEqualTo(BIG);
    assertThat(source.opened()).isEqualTo(1);
    assertThat(place).hasBinaryContent(BIG);
    assertThat(fixture.leftovers()).isEmpty();
  }

  @Test
  void keepsTheFileThatItHasWhereAUrlBringsTheSame() throws Exception {
    read(cache.artifacts().open(wanted(BIG), ScriptedSource.of(BIG)));
    FileState before = FileState.of(fixture.layout().artifact(digest(BIG)));

    assertThat(read(cache.artifacts().open(byUrl(BIG), ScriptedSource.of(BIG)))).isEqualTo(BIG);

    assertThat(FileState.of(fixture.layout().artifact(digest(BIG)))).isEqualTo(before);
    assertThat(fixture.leftovers()).isEmpty();
  }

  @Test
  void dropsAnArtifactThatWasDamagedAndFetchesItAgain() throws Exception {
    var source = ScriptedSource.of(BIG);
    read(cache.artifacts().open(wanted(BIG), source));
    Path file = fixture.layout().artifact(digest(BIG));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), 77);
    }
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    cache.close();
    cache = fixture.open();
    assertThat(read(cache.artifacts().open(wanted(BIG), source))).isEqualTo(BIG);
    assertThat(source.opened()).isEqualTo(2);
    assertThat(Files.readAllBytes(file)).isEqualTo(BIG);
  }

  @Test
  void doesNotFollowALinkInPlaceOfAnArtifact(@TempDir Path elsewhere) throws Exception {
    Path secret = Files.write(elsewhere.resolve("secret"), SMALL);
    Path place = fixture.layout().artifact(digest(SMALL));
    Files.createDirectories(place.getParent());
    Files.createSymbolicLink(place, secret);
    var source = ScriptedSource.of(SMALL);
    assertThat(read(cache.artifacts().open(wanted(SMALL), source))).isEqualTo(SMALL);
    assertThat(source.opened()).isEqualTo(1);
    assertThat(Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(secret).hasBinaryContent(SMALL);
  }

  @Test
  void refusesADirectoryThatAnyoneMayWriteTo(@TempDir Path open) throws IOException {
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (var other = new CacheFixture(open)) {
      assertThatThrownBy(other::open).isInstanceOf(CacheException.Directory.class);
    }
  }

  @Test
  void passesFilesOnWhereTheDirectoryCannotBeMade(@TempDir Path directory) throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    try (var other = new CacheFixture(file.resolve("cache"));
        DiskCache unusable = other.open()) {
      var source = ScriptedSource.of(BIG);
      assertThat(read(unusable.artifacts().open(wanted(BIG), source))).isEqualTo(BIG);
      assertThat(read(unusable.artifacts().open(wanted(BIG), source), new ByteRange(7, 700_000)))
          .isEqualTo(Arrays.copyOfRange(BIG, 7, 700_001));
      assertThat(source.opened()).isEqualTo(2);
      byte[] wrong = BIG.clone();
      wrong[0] ^= 1;
      CachedBody body = get(unusable.artifacts().open(wanted(BIG), ScriptedSource.of(wrong)));
      assertThatThrownBy(() -> drain(body.feed())).isInstanceOf(CacheException.Mismatch.class);
      assertThatThrownBy(() -> get(body.verified())).isInstanceOf(CacheException.Mismatch.class);
      assertThatThrownBy(() -> get(body.kept())).isInstanceOf(CacheException.Directory.class);
    }
  }

  @Test
  void passesFilesOnWhenTheDiskIsFull() throws Exception {
    try (DiskCache full = fixture.open(key -> new FullDisk(fixture.layout(), key, 400_000))) {
      var source = ScriptedSource.of(BIG);
      assertThat(read(full.artifacts().open(wanted(BIG), source))).isEqualTo(BIG);
      assertThat(fixture.leftovers()).isEmpty();
      assertThat(get(full.artifacts().find(wanted(BIG).key()))).isEmpty();
      try (CachedBody body = get(full.artifacts().open(wanted(BIG), source))) {
        assertThatThrownBy(() -> get(body.kept())).isInstanceOf(CacheException.Directory.class);
      }
    }
  }

  private static WantedArtifact byUrl(byte[] content) {
    return new WantedArtifact(
        new ArtifactKey.ByUrl(digest(content)), OptionalLong.empty(), Map.of());
  }

  private static String hex(String algorithm, byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
  }

  private static final class FullDisk extends PartialFile {
    private final long capacity;

    FullDisk(CacheLayout layout, ArtifactKey key, long capacity) throws IOException {
      this(path(layout, key), capacity);
    }

    private FullDisk(Path path, long capacity) throws IOException {
      super(
          path,
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE_NEW));
      this.capacity = capacity;
    }

    private static Path path(CacheLayout layout, ArtifactKey key) throws IOException {
      Path path = layout.attempt(key, "full");
      Files.createDirectories(path.getParent());
      return path;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      if (size() + bytes.remaining() > capacity) {
        throw new IOException("No space left on device");
      }
      super.append(bytes);
    }
  }
}
