package dev.pipsnapshot.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
  @Test
  void sendsEachSchemeThroughItsProxy() {
    var proxies =
        EnvironmentProxies.from(
            Map.of("https_proxy", "http://u:p@127.0.0.1:3128", "HTTP_PROXY", "127.0.0.1:3129"));
    assertThat(port(proxies, "https://index.example/simple/")).isEqualTo(3128);
    assertThat(port(proxies, "http://a.test/")).isEqualTo(3129);
    assertThat(port(proxies, "http://localhost:8080/")).isZero();
    assertThat(port(EnvironmentProxies.from(Map.of("HTTP_PROXY", "")), "http://a.test/")).isZero();
  }

  @Test
  void leavesOutWhatNoProxyNames() {
    NoProxy noProxy = NoProxy.parse(".corp.test, a.test:8443 10.0.0.0/8,[fd00::1],192.168.0.1");
    assertThat(noProxy.matches(new Origin("https", "x.corp.test", 443))).isTrue();
    assertThat(noProxy.matches(new Origin("https", "corp.test", 443))).isTrue();
    assertThat(noProxy.matches(new Origin("https", "notcorp.test", 443))).isFalse();
    assertThat(noProxy.matches(new Origin("https", "a.test", 8443))).isTrue();
    assertThat(noProxy.matches(new Origin("https", "a.test", 443))).isFalse();
    assertThat(noProxy.matches(new Origin("http", "10.200.3.4", 80))).isTrue();
    assertThat(noProxy.matches(new Origin("http", "11.0.0.1", 80))).isFalse();
    assertThat(noProxy.matches(new Origin("http", "fd00::1", 80))).isTrue();
    assertThat(noProxy.matches(new Origin("http", "192.168.0.1", 80))).isTrue();
    assertThat(NoProxy.parse("*").matches(new Origin("http", "a.test", 80))).isTrue();
  }

  @Test
  void refusesAProxyThatCannotBeUsedWithoutRepeatingItsPassword() {
    for (String url : List.of("https://u:secret@h:1", "socks5://u:secret@h:1", "http://")) {
      assertThatThrownBy(() -> EnvironmentProxies.from(Map.of("ALL_PROXY", url)))
          .isInstanceOf(UpstreamConfigurationException.class)
          .hasMessageContaining("ALL_PROXY")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void findsCredentialsInUrlThenEnvironmentThenNetrc(@TempDir Path home) throws Exception {
    Files.writeString(home.resolve(".netrc"), "machine h.test login netrc password n\n");
    var origin = new Origin("https", "h.test", 443);
    Map<String, String> netrc = Map.of("HOME", home.toString());
    Map<String, String> both =
        Map.of("HOME", home.toString(), "PIP_SNAPSHOT_INDEX_USERNAME", "env");
    assertThat(source("https://url:u@h.test/", both).find(origin).map(Credentials::username))
        .contains("url");
    assertThat(source("https://h.test/", both).find(origin).map(Credentials::username))
        .contains("env");
    assertThat(source("https://h.test/", netrc).find(origin).map(Credentials::username))
        .contains("netrc");
    assertThat(source("https://h.test/", netrc).find(new Origin("http", "h.test", 80))).isEmpty();
    assertThat(source("https://url:u@h.test/", Map.of()).find(new Origin("https", "h.test", 8443)))
        .isEmpty();
  }

  @Test
  void readsRetryAfterInSecondsAndAsADate() {
    assertThat(RetryAfter.parse("7", TestClients.NOW)).contains(Duration.ofSeconds(7));
    assertThat(RetryAfter.parse("Sat, 03 Feb 2024 04:05:16 GMT", TestClients.NOW))
        .contains(Duration.ofSeconds(10));
    assertThat(RetryAfter.parse("soon", TestClients.NOW)).isEmpty();
  }

  private static CredentialSource source(String index, Map<String, String> environment) {
    return CredentialSource.from(
        Upstreams.of(Upstream.parse(Upstream.DEFAULT_NAME, index)), environment);
  }

  private static int port(EnvironmentProxies proxies, String url) {
    Proxy proxy = proxies.selector().select(URI.create(url)).get(0);
    return Optional.ofNullable((InetSocketAddress) proxy.address())
        .map(InetSocketAddress::getPort)
        .orElse(0);
  }
}
