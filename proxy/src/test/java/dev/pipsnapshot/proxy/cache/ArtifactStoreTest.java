package dev.pipsnapshot.proxy.cache;

import static dev.pipsnapshot.proxy.cache.CacheFixture.content;
import static dev.pipsnapshot.proxy.cache.CacheFixture.digest;
import static dev.pipsnapshot.proxy.cache.CacheFixture.drain;
import static dev.pipsnapshot.proxy.cache.CacheFixture.get;
import static dev.pipsnapshot.proxy.cache.CacheFixture.read;
import static dev.pipsnapshot.proxy.cache.CacheFixture.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.ByteRange;
import dev.pipsnapshot.proxy.body.Piece;
import dev.pipsnapshot.proxy.cache.CachedBody.ServedFrom;
import dev.pipsnapshot.proxy.cache.flight.DiskCache;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** How files come into the store while clients read them. */
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
    assertThat(first.servedFrom()).isEqualTo(ServedFrom.NETWORK);
    assertThat(first.totalLength()).hasValue(BIG.length);
    assertThat(drain(first.feed())).isEqualTo(BIG);
    assertThat(get(first.verified()).digest()).isEqualTo(digest(BIG));

    CachedBody second = get(cache.artifacts().open(wanted(BIG), source));
    assertThat(second.servedFrom()).isEqualTo(ServedFrom.CACHE);
    assertThat(drain(second.feed())).isEqualTo(BIG);
    assertThat(source.opened()).isEqualTo(1);
    assertThat(Files.readAllBytes(fixture.layout().artifact(digest(BIG)))).isEqualTo(BIG);
    assertThat(fixture.leftovers()).isEmpty();
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
  void checksTheDigestsThatAreListedBesides() {
    var artifact =
        new WantedArtifact(
            new ArtifactKey.ByUrl(digest(SMALL)), OptionalLong.empty(), Map.of("md5", "00"));
    assertThatThrownBy(() -> get(cache.artifacts().open(artifact, ScriptedSource.of(SMALL))))
        .isInstanceOf(CacheException.Mismatch.class)
        .hasMessageContaining("md5");
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
}
