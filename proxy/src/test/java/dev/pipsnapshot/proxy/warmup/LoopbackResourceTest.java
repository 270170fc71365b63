package dev.pipsnapshot.proxy.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLConnection;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LoopbackResourceTest {
  private static final byte[] CONTENT = {1, 2, 3};

  @Test
  void isTheAnswerToWhateverIsAsked() throws Exception {
    try (var resource = LoopbackResource.open("application/zip", CONTENT)) {
      for (String path : new String[] {"a", "b"}) {
        URLConnection connection = connect(resource.port(), path);
        assertThat(connection.getContentType()).isEqualTo("application/zip");
        assertThat(connection.getInputStream().readAllBytes()).isEqualTo(CONTENT);
      }
    }
  }

  @RepeatedTest(20)
  void answersNobodyOnceItIsClosed() throws Exception {
    var resource = LoopbackResource.open("application/zip", CONTENT);
    int port = resource.port();
    connect(port, "a").getInputStream().close();

    resource.close();

    assertThatThrownBy(() -> connect(port, "b").getInputStream()).isInstanceOf(IOException.class);
  }

  @Test
  void leavesNobodyWaitingWhoHasNotAskedWhenItIsClosed() throws Exception {
    var resource = LoopbackResource.open("application/zip", CONTENT);
    try (var silent = new Socket(InetAddress.getLoopbackAddress(), resource.port())) {
      resource.close();

      assertThat(hasEnded(silent)).isTrue();
    }
  }

  @Test
  void turnsAwayWhoNeverEndsARequest() throws Exception {
    try (var resource = LoopbackResource.open("application/zip", CONTENT);
        var endless = new Socket(InetAddress.getLoopbackAddress(), resource.port())) {
      endless.getOutputStream().write(new byte[8 * 1024]);

      assertThat(hasEnded(endless)).isTrue();
    }
  }

  private static boolean hasEnded(Socket client) throws IOException {
    client.setSoTimeout(10_000);
    try {
      return client.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }

  private static URLConnection connect(int port, String path) throws IOException {
    return URI.create("http://127.0.0.1:" + port + "/" + path).toURL().openConnection();
  }
}
