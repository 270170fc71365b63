package dev.pipsnapshot.fetcher.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EgressRecorderTest {
  private HttpServer origin;

  @BeforeEach
  void startOrigin() throws IOException {
    origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    origin.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestURI().toString().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    origin.start();
  }

  @AfterEach
  void stopOrigin() {
    origin.stop(0);
  }

  @Test
  void refusesPlainRequestsAndRemembersWhoWasAsked() throws IOException {
    try (var recorder = EgressRecorder.start(Set.of())) {
      var connection = open(recorder, "http://Evil.example:8080/x?y=1");

      assertThat(connection.getResponseCode()).isEqualTo(403);
      assertThat(recorder.refused()).containsExactly("evil.example:8080");
    }
  }

  @Test
  void refusesTunnels() throws IOException {
    try (var recorder = EgressRecorder.start(Set.of());
        var client = connect(recorder)) {
      send(client, "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n");

      assertThat(receiveAll(client)).startsWith("HTTP/1.1 403 ");
      assertThat(recorder.refused()).containsExactly("evil.example:443");
    }
  }

  @Test
  void namesEachDestinationOnce() throws IOException {
    try (var recorder = EgressRecorder.start(Set.of())) {
      for (String url :
          new String[] {"http://b.example/", "http://a.example/", "http://b.example/2"}) {
        assertThat(open(recorder, url).getResponseCode()).isEqualTo(403);
      }

      assertThat(recorder.refused()).containsExactly("a.example:80", "b.example:80");
    }
  }

  @Test
  void tunnelsToAllowedHosts() throws IOException {
    try (var recorder = EgressRecorder.start(Set.of("127.0.0.1"));
        var client = connect(recorder)) {
      send(
          client,
          "CONNECT 127.0.0.1:"
              + origin.getAddress().getPort()
              + " HTTP/1.1\r\n\r\nGET /through HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

      assertThat(receiveAll(client)).startsWith("HTTP/1.1 200 ").endsWith("/through");
      assertThat(recorder.refused()).isEmpty();
    }
  }

  @Test
  void forwardsPlainRequestsToAllowedHosts() throws IOException {
    try (var recorder = EgressRecorder.start(Set.of("127.0.0.1"))) {
      var connection =
          open(recorder, "http://127.0.0.1:" + origin.getAddress().getPort() + "/path?query=1");

      assertThat(connection.getInputStream().readAllBytes())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("/path?query=1");
    }
  }

  @Test
  void doesNotSpeakToWhatIsNoProxyClient() throws IOException {
    try (var recorder = EgressRecorder.start(Set.of());
        var client = connect(recorder)) {
      send(client, "GET / HTTP/1.1\r\n\r\n");

      assertThat(receiveAll(client)).startsWith("HTTP/1.1 400 ");
      assertThat(recorder.refused()).isEmpty();
    }
  }

  private static HttpURLConnection open(EgressRecorder recorder, String url) throws IOException {
    var address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), recorder.proxyUrl().getPort());
    return (HttpURLConnection)
        URI.create(url).toURL().openConnection(new Proxy(Proxy.Type.HTTP, address));
  }

  private static Socket connect(EgressRecorder recorder) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), recorder.proxyUrl().getPort());
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String receiveAll(Socket client) throws IOException {
    return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }
}
