package dev.pipsnapshot.proxy.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.flight.DiskCache;
import dev.pipsnapshot.proxy.http.ServerLimits;
import dev.pipsnapshot.proxy.http.ServerSettings;
import dev.pipsnapshot.proxy.service.gateway.SnapshotGateway;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingWarmUpTest {
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Clock clock = Clock.systemUTC();
  private DiskCache cache;
  @TempDir private Path folder;

  @BeforeEach
  void open() {
    cache = DiskCache.open(new CacheLayout(folder), workers, workers, clock);
  }

  @AfterEach
  void stop() {
    cache.close();
    workers.shutdownNow();
  }

  @Test
  void servesItsPageAndKeepsNothing() throws Exception {
    warmUp().run();

    try (Stream<Path> kept = Files.walk(folder.resolve("pages-v1"))) {
      assertThat(kept).isNotEmpty().noneMatch(Files::isRegularFile);
    }
  }

  @Test
  void failsWhereAPageCannotBeServed() {
    workers.shutdownNow();

    assertThatThrownBy(() -> warmUp().run())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("HTTP/1.1 503");
  }

  private ServingWarmUp warmUp() {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new ServingWarmUp(
        new ServerSettings(loopback, List.of(), ServerLimits.DEFAULT),
        cache,
        new SnapshotGateway.Threads(workers, workers),
        clock);
  }
}
