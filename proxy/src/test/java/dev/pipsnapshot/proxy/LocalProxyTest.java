package dev.pipsnapshot.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.proxy.cache.CacheException;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.http.ListeningFailedException;
import dev.pipsnapshot.proxy.http.ServerLimits;
import dev.pipsnapshot.proxy.http.ServerSettings;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.ServingListener;
import dev.pipsnapshot.proxy.upstream.UpstreamConfigurationException;
import dev.pipsnapshot.proxy.upstream.UpstreamSettings.Timeouts;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalProxyTest {
  /** Less than threads without work live, more than those need that have been told to end. */
  private static final int PATIENCE_MILLIS = 30_000;

  @TempDir private Path directory;

  @Test
  void leavesNothingRunningWhenItCannotStart() throws Exception {
    Path open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Set<Thread> before = Thread.getAllStackTraces().keySet();

    assertThatThrownBy(() -> start("127.0.0.1", 0, "https://index.example/simple/", open))
        .isInstanceOf(CacheException.Directory.class);

    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && thread.getName().startsWith("upstream")) {
        thread.join(PATIENCE_MILLIS);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  @Test
  void saysWhyItCannotListen() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> start("127.0.0.1", port, "https://index.example/simple/", directory))
          .isInstanceOf(ListeningFailedException.class)
          .hasMessageContainingAll("cannot listen on 127.0.0.1:" + port, "Address already in use")
          .satisfies(
              told ->
                  assertThat(((ListeningFailedException) told).diagnostic().category())
                      .isEqualTo(Category.DIRECTORY));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:7/simple/",
    "127.0.0.1, http://localhost:7/snapshot/2020-01-01/simple/",
    "0.0.0.0, http://127.0.0.9:7/simple/",
    "0.0.0.0, http://0.0.0.0:7/simple/",
    "::, http://[::1]:7/simple/",
  })
  void refusesToAskItself(String listening, String index) {
    assertThatThrownBy(() -> start(listening, 7, index, directory))
        .isInstanceOf(UpstreamConfigurationException.class)
        .hasMessageContaining("it would ask itself");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:8/simple/",
    "127.0.0.1, http://127.0.0.2:7/simple/",
    "127.0.0.1, https://127.0.0.1:7/simple/",
    "0.0.0.0, http://192.0.2.1:7/simple/",
    "127.0.0.1, http://name.invalid:7/simple/",
  })
  void mayAskWhoeverElseIsThere(String listening, String index) throws Exception {
    OwnUpstream.refuse(
        new InetSocketAddress(InetAddress.getByName(listening), 7),
        Upstreams.parse(index, List.of(), List.of()));
  }

  private static LocalProxy start(String listening, int port, String index, Path cache)
      throws Exception {
    return LocalProxy.start(
        new ProxySettings(
            Optional.empty(),
            Upstreams.parse(index, List.of(), List.of()),
            Connectivity.ONLINE,
            Timeouts.DEFAULT,
            new CacheLayout(cache),
            new ServerSettings(
                new InetSocketAddress(InetAddress.getByName(listening), port),
                List.of(),
                ServerLimits.DEFAULT),
            Optional.empty()),
        Map.of(),
        Clock.systemUTC(),
        new ServingListener() {});
  }
}
