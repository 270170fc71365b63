package dev.pipsnapshot.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
  @ParameterizedTest
  @CsvSource({
    "https://Files.example/a.whl, files.example, 443",
    "http://[::1]:8080/a.whl, ::1, 8080",
    "https://My_files.example/a.whl, my_files.example, 443",
    "https://user@my_files.example:8443/a.whl, my_files.example, 8443"
  })
  void isKnownOfEveryHostThatCanBeAsked(URI url, String host, int port) {
    assertThat(Origin.of(url)).isEqualTo(new Origin(url.getScheme(), host, port));
  }

  @Test
  void isNamedByTheAdviceToAddCredentials() {
    var forbidden =
        new UpstreamException.Forbidden(URI.create("https://my_files.example/a.whl"), 401);

    assertThat(forbidden.diagnostic().hint().orElseThrow())
        .contains("machine my_files.example login");
  }
}
