package dev.pipsnapshot.proxy.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.pipsnapshot.proxy.upstream.TestClients.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.ProjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyJsonRequestTest {
  private static final ProjectName SIX = ProjectName.parse("six");

  @RegisterExtension static final WireMockUpstream index = new WireMockUpstream();

  @Test
  void findsLegacyJsonBesideTheSimpleIndexOnly() {
    index.answers(ok("{}"));
    try (var warehouse = TestClients.of(index.url("/simple/"));
        var other = TestClients.of(index.url("/team/pypi/"))) {
      assertThat(warehouse.indexes().legacyJson(SIX, LargeBodies.ANY).join()).isPresent();
      assertThat(other.indexes().legacyJson(SIX, LargeBodies.ANY).join()).isEmpty();
      assertThat(index.requests()).hasSize(1);
      index.verify(getRequestedFor(urlEqualTo("/pypi/six/json")));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 410, 451})
  void takesWhoRefusesLegacyJsonForOneThatHasNone(int status) {
    index.answers(status(status));
    try (var clients = TestClients.of(index.url("/simple/"))) {
      assertThat(clients.indexes().legacyJson(SIX, LargeBodies.ANY).join()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {407, 408, 429, 500, 503})
  void takesNoTroubleForTheAnswerThatThereIsNoLegacyJson(int status) {
    index.answers(status(status));
    try (var clients = TestClients.of(index.url("/simple/"))) {
      assertThat(failure(clients.indexes().legacyJson(SIX, LargeBodies.ANY)))
          .isInstanceOf(UpstreamException.class);
    }
  }
}
