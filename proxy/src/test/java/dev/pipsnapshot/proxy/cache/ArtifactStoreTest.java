package dev.pipsnapshot.proxy.cache;

import static dev.pipsnapshot.proxy.cache.CacheFixture.content;
import static dev.pipsnapshot.proxy.cache.CacheFixture.digest;
import static dev.pipsnapshot.proxy.cache.CacheFixture.drain;
import static dev.pipsnapshot.proxy.cache.CacheFixture.get;
import static dev.pipsnapshot.proxy.cache.CacheFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.ByteRange;
import dev.pipsnapshot.proxy.body.Piece;
import dev.pipsnapshot.proxy.cache.CachedBody.Origin;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {
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
  void keepsWhatItStreamsAndServesItFromDiskAfterwards() throws Exception {
    var source = ScriptedSource.of(BIG);
    CachedBody first = get(cache.artifacts().open(wanted(BIG), source));
    assertThat(first.origin()).isEqualTo(Origin.NETWORK);
    assertThat(first.totalLength()).hasValue(BIG.length);
    assertThat(drain(first.feed())).isEqualTo(BIG);
    assertThat(get(first.verified()).digest()).isEqualTo(digest(BIG));

    CachedBody second = get(cache.artifacts().open(wanted(BIG), source));
    assertThat(second.origin()).isEqualTo(Origin.CACHE);
    assertThat(drain(second.feed())).isEqualTo(BIG);
    assertThat(source.opened()).isEqualTo(1);
    assertThat(Files.readAllBytes(fixture.layout().artifact(digest(BIG)))).isEqualTo(BIG);
    assertThat(fixture.leftovers()).isEmpty();
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
  void sharesOneDownloadAmongAllClientsAndBothCachesOfOneDirectory() throws Exception {
    var gate = new CountDownLatch(1);
    var source =
        new ScriptedSource().then(offset -> ScriptedSource.gated(BIG, offset, 300_000, gate));
    try (DiskCache other = fixture.open()) {
      List<CachedBody> bodies = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        bodies.add(get(cache.artifacts().open(wanted(BIG), source)));
        bodies.add(get(other.artifacts().open(wanted(BIG), source)));
      }
      BodyFeed early = bodies.get(0).feed();
      Piece first = get(early.next()).orElseThrow();
      assertThat(CacheFixture.bytes(first)).isEqualTo(Arrays.copyOf(BIG, (int) first.length()));
      early.close();
      gate.countDown();
      for (CachedBody body : bodies.subList(1, bodies.size())) {
        assertThat(drain(body.feed())).isEqualTo(BIG);
      }
    }
    assertThat(source.opened()).isEqualTo(1);
  }

  @Test
  void goesOnStoringWhenItsOnlyClientGoesAway() throws Exception {
    var gate = new CountDownLatch(1);
    var source =
        new ScriptedSource().then(offset -> ScriptedSource.gated(BIG, offset, 300_000, gate));
    CachedBody body = get(cache.artifacts().open(wanted(BIG), source));
    body.close();
    gate.countDown();
    get(body.verified());
    assertThat(get(cache.artifacts().find(wanted(BIG).key()))).isPresent();
  }

  @Test
  void holdsTheLastBytesBackUntilTheDigestAgrees() throws Exception {
    byte[] wrong = BIG.clone();
    wrong[wrong.length - 1] ^= 1;
    assertThatThrownBy(() -> read(cache.artifacts().open(wanted(BIG), ScriptedSource.of(wrong))))
        .isInstanceOfSatisfying(
            CacheException.Mismatch.class,
            e ->
                assertThat(e.diagnostic().context())
                    .anySatisfy(line -> assertThat(line).contains(digest(BIG).hex()))
                    .anySatisfy(line -> assertThat(line).contains(digest(wrong).hex())));
    assertThat(get(cache.artifacts().find(wanted(BIG).key()))).isEmpty();
    assertThat(fixture.leftovers()).isEmpty();
  }

  @Test
  void holdsTheEndOfARangeBackToo() throws Exception {
    byte[] wrong = BIG.clone();
    wrong[10] ^= 1;
    var range = new ByteRange(0, 99);
    assertThatThrownBy(
            () -> read(cache.artifacts().open(wanted(BIG), ScriptedSource.of(wrong)), range))
        .isInstanceOf(CacheException.Mismatch.class);
  }

  @Test
  void failsBeforeTheFirstByteWhereASmallFileIsWrong() {
    assertThatThrownBy(
            () -> get(cache.artifacts().open(wanted(SMALL), ScriptedSource.of(content(999)))))
        .isInstanceOf(CacheException.Mismatch.class);
  }

  @Test
  void asksAgainAfterWrongBytesAndServesTheRightOnes() throws Exception {
    var source =
        new ScriptedSource()
            .then(offset -> ScriptedSource.whole(content(1_001), offset))
            .then(offset -> ScriptedSource.whole(SMALL, offset));
    assertThat(read(cache.artifacts().open(wanted(SMALL), source))).isEqualTo(SMALL);
    assertThat(source.opened()).isEqualTo(2);
  }

  @Test
  void carriesAClientOverToTheNextAttemptIfItStartsAlike() throws Exception {
    byte[] wrong = BIG.clone();
    wrong[990_000] ^= 1;
    assertThat(clientOfTwoAttempts(wrong)).isEqualTo(BIG);
  }

  @Test
  void failsAClientThatHasBytesOfAWrongAttempt() {
    byte[] wrong = BIG.clone();
    wrong[10] ^= 1;
    assertThatThrownBy(() -> clientOfTwoAttempts(wrong))
        .isInstanceOf(CacheException.Mismatch.class)
        .hasMessageContaining("had gone to the client");
  }

  private byte[] clientOfTwoAttempts(byte[] wrong) throws Exception {
    var gate = new CountDownLatch(1);
    var source =
        new ScriptedSource()
            .then(offset -> ScriptedSource.gated(wrong, offset, 500_000, gate))
            .then(offset -> ScriptedSource.whole(BIG, offset));
    try (BodyFeed feed = get(cache.artifacts().open(wanted(BIG), source)).feed()) {
      Piece first = get(feed.next()).orElseThrow();
      byte[] start = CacheFixture.bytes(first);
      gate.countDown();
      byte[] rest = drain(feed);
      return ByteBuffer.allocate(start.length + rest.length).put(start).put(rest).array();
    }
  }

  @Test
  void resumesBrokenConnectionsAtEveryQuarter() throws Exception {
    var offsets = new ArrayList<Long>();
    var source = new ScriptedSource();
    for (int end : new int[] {0, 250_000, 500_000, 750_000}) {
      source.then(
          offset -> {
            offsets.add(offset);
            return ScriptedSource.broken(BIG, offset, end);
          });
    }
    source.then(
        offset -> {
          offsets.add(offset);
          return ScriptedSource.whole(BIG, offset);
        });
    assertThat(read(cache.artifacts().open(wanted(BIG), source))).isEqualTo(BIG);
    assertThat(offsets).containsExactly(0L, 0L, 250_000L, 500_000L, 750_000L);
  }

  @Test
  void skipsWhatItHasWhenTheSourceStartsAgain() throws Exception {
    var source =
        new ScriptedSource()
            .then(offset -> ScriptedSource.broken(BIG, offset, 400_000))
            .then(offset -> ScriptedSource.whole(BIG, 0));
    assertThat(read(cache.artifacts().open(wanted(BIG), source))).isEqualTo(BIG);
  }

  @Test
  void namesABodyThatStaysShortAsWhatItIs() {
    var source =
        new ScriptedSource()
            .then(offset -> ScriptedSource.cut(SMALL, offset, 500, OptionalLong.of(1_000)));
    assertThatThrownBy(() -> get(cache.artifacts().open(wanted(SMALL), source)))
        .isInstanceOf(CacheException.Incomplete.class)
        .hasMessageContaining("500 of 1000 bytes");
  }

  @Test
  void resumesInALaterProcessWhatWasCutShort() throws Exception {
    var cut =
        new ScriptedSource()
            .then(offset -> ScriptedSource.cut(BIG, offset, 500_000, OptionalLong.of(BIG.length)));
    assertThatThrownBy(() -> read(cache.artifacts().open(wanted(BIG), cut)))
        .isInstanceOf(CacheException.Incomplete.class);
    cache.close();
    cache = fixture.open();
    var offsets = new ArrayList<Long>();
    var source =
        new ScriptedSource()
            .then(
                offset -> {
                  offsets.add(offset);
                  return ScriptedSource.whole(BIG, offset);
                });
    assertThat(read(cache.artifacts().open(wanted(BIG), source))).isEqualTo(BIG);
    assertThat(offsets).containsExactly(500_000L);
  }

  @Test
  void startsFromZeroIfWhatWasLeftIsDamaged() throws Exception {
    Path left = fixture.layout().attempt(wanted(BIG).key(), "1");
    Files.createDirectories(left.getParent());
    Files.write(left, new byte[500_000]);
    var source = ScriptedSource.of(BIG);
    CachedBody body = get(cache.artifacts().open(wanted(BIG), source));
    assertThat(get(body.verified()).digest()).isEqualTo(digest(BIG));
    assertThat(source.opened()).isEqualTo(2);
    // It was given some of the damaged bytes, or may have been.
    body.close();
    assertThat(read(cache.artifacts().open(wanted(BIG), source))).isEqualTo(BIG);
  }

  @Test
  void needsNoSourceIfWhatWasLeftIsWhole() throws Exception {
    Path left = fixture.layout().attempt(wanted(BIG).key(), "1");
    Files.createDirectories(left.getParent());
    Files.write(left, BIG);
    var source = ScriptedSource.of(BIG);
    assertThat(read(cache.artifacts().open(wanted(BIG), source))).isEqualTo(BIG);
    assertThat(source.opened()).isZero();
  }

  @Test
  void refusesASourceThatAnnouncesAnotherLength() {
    assertThatThrownBy(
            () ->
                get(cache.artifacts().open(wanted(BIG).withSize(999_999), ScriptedSource.of(BIG))))
        .isInstanceOf(CacheException.Mismatch.class)
        .hasMessageContaining("length");
  }

  @Test
  void handsOnWhatTheSourceThrows() {
    var refusal = new IllegalStateException("no such file upstream");
    var source =
        new ScriptedSource()
            .then(
                offset -> {
                  throw refusal;
                });
    assertThatThrownBy(() -> get(cache.artifacts().open(wanted(BIG), source))).isSameAs(refusal);
  }

  @Test
  void storesAFileKnownByItsUrlUnderTheDigestItTurnsOutToHave() throws Exception {
    var key =
        new ArtifactKey.ByUrl(
            digest("https://host/file.whl".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
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
  void checksTheDigestsThatAreListedBesides() {
    var artifact =
        new WantedArtifact(
            new ArtifactKey.ByUrl(digest(SMALL)), OptionalLong.empty(), Map.of("md5", "00"));
    assertThatThrownBy(() -> get(cache.artifacts().open(artifact, ScriptedSource.of(SMALL))))
        .isInstanceOf(CacheException.Mismatch.class)
        .hasMessageContaining("md5");
  }

  @Test
  void dropsAnArtifactThatWasDamagedAndFetchesItAgain() throws Exception {
    var source = ScriptedSource.of(BIG);
    read(cache.artifacts().open(wanted(BIG), source));
    Path file = fixture.layout().artifact(digest(BIG));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), 77);
    }
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1));
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
    }
  }

  @Test
  void passesFilesOnWhenTheDiskIsFull() throws Exception {
    try (DiskCache full = fixture.open(key -> new FullDisk(fixture.layout(), key, 400_000))) {
      var source = ScriptedSource.of(BIG);
      assertThat(read(full.artifacts().open(wanted(BIG), source))).isEqualTo(BIG);
      assertThat(fixture.leftovers()).isEmpty();
      assertThat(get(full.artifacts().find(wanted(BIG).key()))).isEmpty();
    }
  }

  @Test
  void givesTheRightBytesHoweverClientsInterleave() throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      byte[] content = content(100_000 + random.nextInt(400_000));
      var source = new ScriptedSource();
      for (int i = random.nextInt(3); i > 0; i--) {
        int end = random.nextInt(content.length);
        source.then(offset -> ScriptedSource.broken(content, offset, (int) Math.max(offset, end)));
      }
      source.then(offset -> ScriptedSource.whole(content, offset));
      List<CompletableFuture<byte[]>> clients = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        int first = random.nextInt(content.length);
        int last = first + random.nextInt(content.length - first);
        ByteRange range = new ByteRange(first, last);
        clients.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    byte[] part = read(cache.artifacts().open(wanted(content), source), range);
                    assertThat(part).isEqualTo(Arrays.copyOfRange(content, first, last + 1));
                    return read(cache.artifacts().open(wanted(content), source));
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                },
                fixture.executor()));
      }
      for (CompletableFuture<byte[]> client : clients) {
        assertThat(get(client)).isEqualTo(content);
      }
    }
  }

  private static WantedArtifact wanted(byte[] content) {
    Sha256 digest = digest(content);
    return WantedArtifact.of(digest);
  }

  private static WantedArtifact byUrl(byte[] content) {
    return new WantedArtifact(
        new ArtifactKey.ByUrl(digest(content)), OptionalLong.empty(), Map.of());
  }

  private static String hex(String algorithm, byte[] content) throws Exception {
    return java.util.HexFormat.of()
        .formatHex(java.security.MessageDigest.getInstance(algorithm).digest(content));
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
    void append(ByteBuffer bytes) throws IOException {
      if (size() + bytes.remaining() > capacity) {
        throw new IOException("No space left on device");
      }
      super.append(bytes);
    }
  }
}
