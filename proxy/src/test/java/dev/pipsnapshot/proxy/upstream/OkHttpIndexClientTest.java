package dev.pipsnapshot.proxy.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.pipsnapshot.proxy.upstream.TestClients.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages, their formats, and what is asked again about them. */
class OkHttpIndexClientTest {
  private static final ProjectName SIX = ProjectName.parse("six");
  private static final Validators V1 = new Validators(Optional.of("\"v1\""), Optional.empty());

  @RegisterExtension static final WireMockUpstream index = new WireMockUpstream();

  @Test
  void asksForJsonFirstAndGivesThePageAsItCame() {
    index.answers(ok("page").withHeader("Content-Type", "text/html").withHeader("ETag", "\"v1\""));
    try (var clients = TestClients.of(index.url("/simple"))) {
      var fetched =
          (PageAnswer.Fetched)
              clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join();
      assertThat(fetched.page().body()).asString(StandardCharsets.UTF_8).isEqualTo("page");
      assertThat(fetched.page().contentType()).isEqualTo("text/html");
      assertThat(fetched.page().finalUrl()).isEqualTo(index.uri("/simple/six/"));
      assertThat(fetched.page().fetchedAt()).isEqualTo(TestClients.NOW);
      assertThat(fetched.page().validators().entityTag()).contains("\"v1\"");
      index.verify(
          getRequestedFor(urlEqualTo("/simple/six/"))
              .withHeader(
                  "Accept",
                  equalTo(
                      "application/vnd.pypi.simple.v1+json,"
                          + " application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01")));
      assertThat(index.requests()).hasSize(1);
      assertThat(index.requests().get(0).getProtocol()).isEqualTo("HTTP/1.1");
    }
  }

  @Test
  void revalidatesWithWhatUpstreamGave() {
    index.answers(status(304));
    try (var clients = TestClients.of(index.url("/simple/"))) {
      var known =
          new Validators(Optional.of("W/\"x\""), Optional.of("Sat, 03 Feb 2024 04:05:06 GMT"));
      assertThat(clients.indexes().page(SIX, Optional.of(known), LargeBodies.ANY).join())
          .isEqualTo(new PageAnswer.NotModified(TestClients.NOW));
      index.verify(
          getRequestedFor(anyUrl())
              .withHeader("If-None-Match", equalTo("W/\"x\""))
              .withHeader("If-Modified-Since", equalTo("Sat, 03 Feb 2024 04:05:06 GMT")));
      assertThat(index.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2020-01-01T00:00:00Z, 2020-01-01T00:00:00Z",
    "2999-01-01T00:00:00Z, now",
    "yesterday, now",
  })
  void countsAnOldPageOfAnotherPipSnapshotAsOld(String told, String counts) {
    Instant expected = counts.equals("now") ? TestClients.NOW : Instant.parse(counts);
    String fetchedAt = "X-Pip-Snapshot-Fetched-At";
    index.answersInTurn(
        status(200).withHeader(fetchedAt, told), status(304).withHeader(fetchedAt, told));
    try (var clients = TestClients.of(index.url("/live/simple/"))) {
      var fetched =
          (PageAnswer.Fetched)
              clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join();
      assertThat(fetched.page().fetchedAt()).isEqualTo(expected);
      assertThat(clients.indexes().page(SIX, Optional.of(V1), LargeBodies.ANY).join())
          .isEqualTo(new PageAnswer.NotModified(expected));
    }
  }

  @Test
  void takesNoNotModifiedForAnUnconditionalRequest() {
    index.answers(status(304));
    try (var clients = TestClients.of(index.url("/simple/"))) {
      assertThat(failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY)))
          .isInstanceOf(UpstreamException.Malformed.class);
    }
  }

  @Test
  void knowsAProjectThatIsNotThere() {
    index.answers(status(404));
    try (var clients = TestClients.of(index.url("/simple/"))) {
      assertThat(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join())
          .isEqualTo(new PageAnswer.NoSuchProject(TestClients.NOW));
    }
  }

  @Test
  void asksOnceForAMissingProjectOfAnIndexThatHasGivenPagesToWhoPrefersJson() {
    index.answersInTurn(ok("page"), status(404));
    try (var clients = TestClients.of(index.url("/simple/"))) {
      clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join();

      assertThat(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join())
          .isInstanceOf(PageAnswer.NoSuchProject.class);
      assertThat(index.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 406, 415})
  void asksForHtmlWhoRefusesWhoPrefersJsonAndRemembers(int refusal) throws Exception {
    index.answers(ok("page"));
    index.stubFor(
        any(anyUrl()).withHeader("Accept", containing("json")).willReturn(status(refusal)));
    try (var clients = TestClients.of(index.url("/simple/"))) {
      for (int i = 0; i < 2; i++) {
        assertThat(clients.indexes().page(SIX, Optional.of(V1), LargeBodies.ANY).join())
            .isInstanceOf(PageAnswer.Fetched.class);
      }
      try (var list = clients.indexes().projectList(PageFormat.JSON_V1).join()) {
        assertThat(list.body().readAllBytes()).asString().isEqualTo("page");
      }

      var requests = index.requests();
      assertThat(requests).hasSize(4);
      assertThat(requests.get(0).getHeader("Accept"))
          .contains("application/vnd.pypi.simple.v1+json");
      assertThat(requests.subList(1, 4))
          .allSatisfy(request -> assertThat(request.getHeader("Accept")).isEqualTo("text/html"));
      assertThat(requests.subList(1, 3))
          .allSatisfy(
              request -> assertThat(request.getHeader("If-None-Match")).isEqualTo("\"v1\""));
    }
  }

  @Test
  void asksAnIndexWhoseHostHasAnUnderscore() {
    index.answers(ok("page"));
    try (var clients =
        UpstreamClients.open(
            Upstreams.parse(
                "http://my_index:" + index.getPort() + "/simple/", List.of(), List.of()),
            TestClients.QUICK,
            Map.of(),
            Clock.systemUTC(),
            UpstreamListener.none(),
            host -> List.of(InetAddress.getLoopbackAddress()))) {
      assertThat(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join())
          .isInstanceOf(PageAnswer.Fetched.class);
    }
  }

  @Test
  void doesWithoutAnEntityTagThatNoRequestCouldCarry() throws Exception {
    String answer =
        "HTTP/1.1 200 OK\r\nConnection: close\r\nETag: \"\u00e9\"\r\nLast-Modified: \u0001\r\n"
            + "Content-Length: 4\r\n\r\npage";
    try (var server = ScriptedServer.http(ScriptedServer.always(answer));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      var fetched =
          (PageAnswer.Fetched)
              clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join();
      Validators given = fetched.page().validators();
      assertThat(given.isEmpty()).isTrue();
      assertThat(clients.indexes().page(SIX, Optional.of(given), LargeBodies.ANY).join())
          .isInstanceOf(PageAnswer.Fetched.class);
    }
  }
}
