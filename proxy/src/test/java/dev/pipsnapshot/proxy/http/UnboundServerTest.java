package dev.pipsnapshot.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.pipsnapshot.proxy.route.Router;
import dev.pipsnapshot.proxy.service.Gateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class UnboundServerTest {
  private static final Gateway NOTHING = request -> new CompletableFuture<>();

  @Test
  void leavesNothingBehindWhenItIsClosedWithoutAnAddress() {
    UnboundServer server = UnboundServer.open();

    server.close();

    assertThatIOException().isThrownBy(() -> bind(server, 0));
  }

  @Test
  void saysWhichAddressItCannotHave() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      UnboundServer server = UnboundServer.open();

      assertThatIOException()
          .isThrownBy(() -> bind(server, taken.getLocalPort()))
          .withMessageContaining(":" + taken.getLocalPort())
          .withStackTraceContaining("already in use");
    }
  }

  @Test
  void hasAnAddressOnceItIsBound() throws Exception {
    try (SnapshotServer server = bind(UnboundServer.open(), 0)) {
      assertThat(server.address().getPort()).isPositive();
    }
  }

  private static SnapshotServer bind(UnboundServer server, int port) throws IOException {
    return server.bind(
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            List.of(),
            ServerLimits.DEFAULT),
        Clock.systemUTC(),
        new Router(Clock.systemUTC(), Optional.empty()),
        NOTHING,
        RequestListener.NONE);
  }
}
