package dev.pipsnapshot.proxy.cache;

import static dev.pipsnapshot.proxy.cache.CacheFixture.content;
import static dev.pipsnapshot.proxy.cache.CacheFixture.digest;
import static dev.pipsnapshot.proxy.cache.CacheFixture.get;
import static dev.pipsnapshot.proxy.cache.CacheFixture.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.Piece;
import dev.pipsnapshot.proxy.cache.flight.DiskCache;
import dev.pipsnapshot.proxy.cache.flight.Flight;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one cache: this one, and another that runs {@link #main}. */
class AcrossProcessesTest {
  private static final byte[] BIG = content(1_000_000);
  private static final int FIRST_PART = 500_000;

  private CacheFixture fixture;
  private DiskCache cache;
  private Process leader;

  @BeforeEach
  void startLeader(@TempDir Path directory) throws IOException {
    fixture = new CacheFixture(directory.resolve("cache"));
    leader =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                AcrossProcessesTest.class.getName(),
                fixture.layout().root().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    @SuppressWarnings("resource") // The process's own, closed with it.
    BufferedReader out = leader.inputReader();
    assertThat(out.readLine()).isEqualTo("halfway");
    cache = fixture.open();
  }

  @AfterEach
  void stop() throws InterruptedException {
    cache.close();
    fixture.close();
    leader.destroyForcibly().waitFor();
  }

  @Test
  void followsTheDownloadOfAnotherProcess() throws Exception {
    var source = ScriptedSource.of(BIG);
    try (BodyFeed feed = openFeed(source)) {
      byte[] start = CacheFixture.bytes(get(feed.next()).orElseThrow());
      assertThat(start).isEqualTo(Arrays.copyOf(BIG, start.length));
      try (Writer in = leader.outputWriter()) {
        in.write("go on\n");
      }
      assertThat(CacheFixture.drain(feed))
          .isEqualTo(Arrays.copyOfRange(BIG, start.length, BIG.length));
    }
    assertThat(leader.waitFor()).isZero();
    assertThat(source.opened()).isZero();
  }

  @Test
  void takesOverFromAProcessThatWasKilledAndGoesOnWhereItStopped() throws Exception {
    var offsets = new CountDownLatch(1);
    var source =
        new ScriptedSource()
            .then(
                offset -> {
                  assertThat(offset).isEqualTo(FIRST_PART);
                  offsets.countDown();
                  return ScriptedSource.whole(BIG, offset);
                });
    try (BodyFeed feed = openFeed(source)) {
      Piece first = get(feed.next()).orElseThrow();
      byte[] start = CacheFixture.bytes(first);
      leader.destroyForcibly().waitFor();
      assertThat(CacheFixture.drain(feed))
          .isEqualTo(Arrays.copyOfRange(BIG, start.length, BIG.length));
    }
    offsets.await();
    try (Stream<String> leftovers = fixture.leftovers()) {
      assertThat(leftovers).isEmpty();
    }
    assertThat(Files.readAllBytes(fixture.layout().artifact(digest(BIG)))).isEqualTo(BIG);
  }

  private BodyFeed openFeed(ScriptedSource source) throws Exception {
    return get(cache.artifacts().open(wanted(BIG), source)).feed();
  }

  /** Downloads half, says so, and goes on when told to. */
  public static void main(String[] arguments) throws Exception {
    try (var fixture = new CacheFixture(Path.of(arguments[0]));
        DiskCache cache = fixture.open()) {
      var gate = new CountDownLatch(1);
      var source =
          new ScriptedSource().then(offset -> ScriptedSource.gated(BIG, offset, FIRST_PART, gate));
      CachedBody body = get(cache.artifacts().open(wanted(BIG), source));
      try (BodyFeed feed = body.feed()) {
        for (long read = 0; read < FIRST_PART - Flight.HELD_BACK; ) {
          read += get(feed.next()).orElseThrow().length();
        }
      }
      System.out.println("halfway");
      if (System.in.read() >= 0) {
        gate.countDown();
        get(body.verified());
      }
    }
  }
}
