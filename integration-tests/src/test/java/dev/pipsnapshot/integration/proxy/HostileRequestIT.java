package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProxyProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no honest client sends get a 4xx, and upstream never hears of them. */
class HostileRequestIT {
  private static FixtureIndex index;
  private static ProxyProcess proxy;

  @BeforeAll
  static void start(@TempDir Path cache) throws Exception {
    index = FixtureIndex.start();
    proxy =
        ProxyProcess.before(index.url(), cache)
            .date("2020-01-01")
            .with("--allow-host", "proxy.example")
            .start();
  }

  @AfterAll
  static void stop() {
    proxy.close();
    index.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/simple/../../etc/passwd",
        "/simple/..%2f..%2fetc%2fpasswd/",
        "/simple/%252e%252e%252fetc/",
        "/files/0000000000000000000000000000000000000000000000000000000000000000/..%2f..%2fx.whl",
        "/files/../../../../etc/passwd",
        "/simple/a%00b/",
        "/simple/a%0d%0aSet-Cookie:%20x=y/",
        "/simple/\\..\\x/",
        "//elsewhere.example/simple/six/",
        "http://elsewhere.example/simple/six/",
        "simple/six/",
        "*"
      })
  void aTrickInTheTargetIsRefused(String target) throws IOException {
    assertThat(status(send(target, "127.0.0.1:" + port(), ""))).isBetween(400, 499);
    assertThat(index.log().lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rebound.example", "rebound.example:8417", "127.0.0.1.rebound.example"})
  void aForeignHostIsRefused(String host) throws IOException {
    assertThat(status(send("/simple/six/", host, ""))).isBetween(400, 499);
    assertThat(index.log().lines()).isEmpty();
  }

  @Test
  void aForeignHostIsToldOnceWhoeverSendsIt() throws IOException {
    send("/simple/six/", "unheard.example", "");
    send("/simple/click/", "unheard.EXAMPLE", "");
    send("/simple/six/", "un\"heard\u001b.example", "");

    assertThat(proxy.log())
        .containsOnlyOnce("WARN  host-refused host=\"unheard.example\" reason=foreign-host")
        .contains("--allow-host")
        .doesNotContain("heard\u001b");
  }

  @Test
  void aHostThatWasAllowedIsServed() throws IOException {
    assertThat(status(send("/healthz", "proxy.example", ""))).isEqualTo(200);
  }

  @Test
  void megabytesOfHeadersAreRefused() throws IOException {
    String header = "X-Much: " + "x".repeat(1 << 20) + "\r\n";

    assertThat(status(send("/simple/six/", "127.0.0.1:" + port(), header.repeat(5))))
        .isBetween(400, 499);
    assertThat(index.log().lines()).isEmpty();
  }

  private static String send(String target, String host, String headers) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      String request =
          "GET "
              + target
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\n"
              + headers
              + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static int status(String response) {
    return Integer.parseInt(response.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
  }

  private static int port() {
    return proxy.indexUrl().getPort();
  }
}
