package dev.pipsnapshot.proxy.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HttpProxyTest {
  private static final ProjectName SIX = ProjectName.parse("six");
  private static final String WANTS_CREDENTIALS =
      ScriptedServer.status(407, "Proxy-Authenticate: Basic realm=\"corp\"");

  @RegisterExtension static final WireMockUpstream index = new WireMockUpstream();

  @Test
  void saysWhereTheCredentialsGoThatAProxyWants() throws IOException {
    try (var server = ScriptedServer.http(ScriptedServer.always(WANTS_CREDENTIALS))) {
      var failure = failureThrough("http://127.0.0.1:" + server.port());

      assertThat(failure).isInstanceOf(UpstreamException.Forbidden.class);
      assertThat(failure.diagnostic().hint().orElseThrow()).contains("HTTPS_PROXY");
      assertThat(server.heads().get(0)).startsWith("connect index.example:443 ");
    }
  }

  @Test
  void givesTheProxyItsCredentialsAndRepeatsThemToNobody() throws IOException {
    try (var server = ScriptedServer.http(ScriptedServer.always(WANTS_CREDENTIALS))) {
      var failure = failureThrough("http://user:secret@127.0.0.1:" + server.port());

      assertThat(server.heads().get(0)).contains("proxy-authorization: basic ");
      assertThat(failure).hasMessageNotContaining("secret");
    }
  }

  @Test
  void asksTheIndexItselfWhereNoProxySaysSo() throws IOException {
    index.answers(ok("<html>"));
    try (var proxy = ScriptedServer.http(ScriptedServer.always(WANTS_CREDENTIALS));
        var clients =
            TestClients.of(
                index.url("/simple/"),
                TestClients.QUICK,
                Map.of(
                    "HTTP_PROXY", "http://127.0.0.1:" + proxy.port(), "NO_PROXY", "127.0.0.1"))) {
      clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join();

      assertThat(index.requests()).hasSize(1);
      assertThat(proxy.heads()).isEmpty();
    }
  }

  private static UpstreamException failureThrough(String proxy) {
    try (var clients =
        TestClients.of(
            "https://index.example/simple/", TestClients.QUICK, Map.of("HTTPS_PROXY", proxy))) {
      return (UpstreamException)
          TestClients.failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY));
    }
  }
}
