package dev.pipsnapshot.integration.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Connections that say nothing, and clients that ask and do not read. */
class ConnectionsIT {
  private static final int IDLE = Integer.getInteger("robustness.idle", 300);
  private static final int STALLED = Integer.getInteger("robustness.stalled", 60);
  private static final int BALLAST = 8_000_000;

  /** Per connection, above what the heap may hold anyway: far less than one body. */
  private static final long ALLOWED_KIBIBYTES = 128 << 10;

  private final FixtureIndex index =
      FixtureIndex.start()
          .publish("2019-01-01T00:00:00Z", WheelFile.of("demo", "1.0").withBallast(BALLAST));
  private final DistributionFile wheel = index.files("demo").get(0).file();
  private final List<Socket> sockets = new ArrayList<>();
  private ProxyProcess proxy;

  @BeforeEach
  void start(@TempDir Path cache) throws IOException {
    proxy =
        ProxyProcess.before(index.url(), cache)
            .date("2020-01-01")
            .env("JAVA_TOOL_OPTIONS", "-Xmx96m")
            .start();
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    proxy.close();
    index.close();
  }

  @Test
  void idleAndStalledClientsCostLittleAndDelayNobody(TestReporter reporter) throws IOException {
    URI link = ProjectPage.link(proxy.indexUrl(), "demo", wheel.filename());
    assertThat(WebClient.get(link).body()).isEqualTo(wheel.content());
    long before = proxy.residentKibibytes();

    for (int i = 0; i < IDLE; i++) {
      Socket socket = connect("/healthz");
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
    for (int i = 0; i < STALLED; i++) {
      connect(link.getPath());
    }

    assertThat(WebClient.get(link).body()).isEqualTo(wheel.content());
    assertThat(ProjectPage.filesInHtml(proxy.indexUrl(), "demo")).hasSize(1);
    long after = proxy.residentKibibytes();
    reporter.publishEntry(
        "idle=" + IDLE + " stalled=" + STALLED, before + " KiB, " + after + " KiB");
    assertThat(after - before).isLessThan(ALLOWED_KIBIBYTES);
  }

  private Socket connect(String path) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4096);
    int port = proxy.indexUrl().getPort();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    sockets.add(socket);
    String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
