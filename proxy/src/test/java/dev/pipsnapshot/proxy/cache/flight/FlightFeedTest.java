package dev.pipsnapshot.proxy.cache.flight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.body.Piece;
import dev.pipsnapshot.proxy.cache.CacheFixture;
import dev.pipsnapshot.proxy.cache.ScriptedSource;
import dev.pipsnapshot.proxy.cache.VerifiedArtifact;
import dev.pipsnapshot.proxy.cache.WantedArtifact;
import dev.pipsnapshot.proxy.cache.store.AtomicFile;
import dev.pipsnapshot.proxy.cache.store.Attempt;
import dev.pipsnapshot.proxy.cache.store.PartialFile;
import java.io.ByteArrayOutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightFeedTest {
  private static final byte[] CONTENT = CacheFixture.content(300_000);

  @Test
  void goesOnFromTheSourceIfTheAttemptThatLandedIsPrunedAlready(@TempDir Path directory)
      throws Exception {
    Path partial = Files.write(directory.resolve("first.partial"), Arrays.copyOf(CONTENT, 200_000));
    var first = Attempt.of(partial);
    var flight = new Flight(OptionalLong.of(CONTENT.length));
    flight.arriving(first, 200_000, OptionalLong.of(CONTENT.length));
    var digest = CacheFixture.digest(CONTENT);
    var given = new ByteArrayOutputStream();

    try (var cache = new CacheFixture(directory.resolve("cache"));
        var feed =
            new FlightFeed(
                flight,
                first,
                FileChannel.open(partial),
                0,
                Long.MAX_VALUE,
                WantedArtifact.of(digest),
                ScriptedSource.of(CONTENT),
                parts(cache),
                new CompletableFuture<>())) {
      Piece begun = CacheFixture.get(feed.next()).orElseThrow();
      given.writeBytes(CacheFixture.bytes(begun));
      flight.landed(
          new VerifiedArtifact(digest, CONTENT.length, Optional.of(directory.resolve("pruned"))),
          "another inode");
      given.writeBytes(CacheFixture.drain(feed));
    }

    assertThat(given.toByteArray()).isEqualTo(CONTENT);
  }

  private static CacheParts parts(CacheFixture cache) {
    return new CacheParts(
        cache.layout(),
        cache.executor(),
        cache.executor(),
        CacheFixture.CLOCK,
        new AtomicFile("0"),
        key -> PartialFile.create(cache.layout(), key),
        failures -> {});
  }
}
