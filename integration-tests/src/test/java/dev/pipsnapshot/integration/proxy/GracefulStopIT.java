package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Fault;
import dev.pipsnapshot.integration.support.http.Gate;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a proxy ends. */
class GracefulStopIT {
  private static final String WHEEL = "demo-1.0-py3-none-any.whl";
  private static final int BALLAST = 1_000_000;

  private final FixtureIndex index =
      FixtureIndex.start()
          .publish("2019-01-01T00:00:00Z", WheelFile.of("demo", "1.0").withBallast(BALLAST));

  @TempDir private Path cache;

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void whatIsOnItsWayArrivesBeforeTheProxyEndsWithZero() throws Exception {
    try (var gate = new Gate();
        var proxy = start()) {
      index.breakFile(WHEEL, Fault.heldAfter(BALLAST / 2, gate));
      try (InputStream in = WebClient.open(ProjectPage.link(proxy.indexUrl(), "demo", WHEEL))) {
        assertThat(in.readNBytes(1000)).hasSize(1000);

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(proxy::stop);
        awaitNoNewConnections(proxy.indexUrl());
        gate.open();

        assertThat(in.readAllBytes()).hasSize(index.files("demo").get(0).file().size() - 1000);
        stopped.join();
      }
    }
  }

  @Test
  void aKilledProxyLeavesACacheThatTheNextOneCanUse() throws Exception {
    try (var gate = new Gate();
        var proxy = start()) {
      index.breakFile(WHEEL, 1, Fault.heldAfter(BALLAST / 2, gate));
      try (InputStream in = WebClient.open(ProjectPage.link(proxy.indexUrl(), "demo", WHEEL))) {
        assertThat(in.readNBytes(1000)).hasSize(1000);
        proxy.kill();
      }
    }
    try (var next = start()) {
      var file = WebClient.get(ProjectPage.link(next.indexUrl(), "demo", WHEEL));

      assertThat(file.body()).isEqualTo(index.files("demo").get(0).file().content());
      assertThat(index.log().gets(WHEEL).get(1).request().header("Range"))
          .as("what had come was not thrown away")
          .isPresent();
    }
  }

  private ProxyProcess start() throws IOException {
    return ProxyProcess.before(index.url(), cache).date("2020-01-01").start();
  }

  private static void awaitNoNewConnections(URI uri) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort());
    for (boolean refused = false; !refused; ) {
      try (var socket = new Socket()) {
        socket.connect(address);
        Thread.onSpinWait();
      } catch (ConnectException e) {
        refused = true;
      } catch (SocketException e) {
        // It was reset, for it waited to be accepted when the door was closed.
        Thread.onSpinWait();
      }
    }
  }
}
