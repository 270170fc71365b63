package dev.pipsnapshot.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.proxy.service.Gateway;
import dev.pipsnapshot.proxy.service.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ConnectionWarmUpTest {
  private static final String PATH = "/simple/sample/";
  private static final int LONG_FOR_ONE_READ = 50_000;

  private final List<Integer> statuses = new CopyOnWriteArrayList<>();

  @Test
  void readsTheWholeAnswerToEachOfItsRequests() throws Exception {
    var page =
        new Reply.Document(
            ByteBuffer.allocate(LONG_FOR_ONE_READ).asReadOnlyBuffer(),
            "text/html",
            Optional.empty(),
            Optional.empty());

    warmUp(request -> CompletableFuture.completedFuture(page)).run(PATH);

    // It may be over before its last request is.
    assertThat(statuses)
        .hasSizeGreaterThanOrEqualTo(ConnectionWarmUp.REQUESTS - 1)
        .containsOnly(200);
  }

  @Test
  void endsWhereThereIsNoPage() {
    var missing = new Reply.Missing(Diagnostic.of(Category.USAGE, "unknown-path", "no page"));

    assertThatThrownBy(
            () -> warmUp(request -> CompletableFuture.completedFuture(missing)).run(PATH))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("404");
  }

  private ConnectionWarmUp warmUp(Gateway gateway) {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var settings = new ServerSettings(loopback, List.of(), ServerLimits.DEFAULT);
    RequestListener listener = (kind, status, nanos, bytes) -> statuses.add(status);
    return new ConnectionWarmUp(settings, Clock.systemUTC(), loopback, gateway, listener);
  }
}
