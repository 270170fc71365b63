package dev.pipsnapshot.proxy.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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

  private static URLConnection connect(int port, String path) throws IOException {
    return URI.create("http://127.0.0.1:" + port + "/" + path).toURL().openConnection();
  }
}
