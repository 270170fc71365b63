package dev.pipsnapshot.proxy.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.pipsnapshot.proxy.upstream.TestClients.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ViewedPageException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes that are views of another pip-snapshot. */
class WholeIndexesTest {
  private static final ProjectName SIX = ProjectName.parse("six");
  private static final String CUTOFF = "X-Pip-Snapshot-Cutoff";
  private static final String OF_2022 = "2022-01-01T00:00:00Z";

  @RegisterExtension static final WireMockUpstream snapshot = new WireMockUpstream();

  @ParameterizedTest
  @CsvSource({
    "/simple/, /live/simple/six/",
    "/snapshot/2022-01-01/simple, /live/simple/six/",
    "/for/cp311-linux_x86_64/simple/, /live/simple/six/",
    "/token/simple/, /token/live/simple/six/",
    "/not-simple/simple/, /not-simple/live/simple/six/",
  })
  void asksForTheWholeIndexBehindAView(String view, String whole) {
    for (int status : new int[] {200, 304, 404, 502}) {
      snapshot.resetAll();
      answersOfView(status(status).withHeader(CUTOFF, OF_2022));
      answersOfWhole(status(200).withHeader(CUTOFF, "none"));
      try (var clients = TestClients.of(snapshot.url(view))) {
        var known = new Validators(Optional.of("\"v1\""), Optional.empty());
        CompletableFuture<PageAnswer> page =
            clients.indexes().page(SIX, Optional.of(known), LargeBodies.ANY);
        assertThat(((PageAnswer.Fetched) page.join()).page().finalUrl())
            .as("the view says %d", status)
            .isEqualTo(snapshot.uri(whole));
        clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join();
        assertThat(snapshot.requests()).as("asked once of the view").hasSize(3);
      }
    }
  }

  @Test
  void asksForTheWholeListOfProjectsToo() throws Exception {
    answersOfView(status(404).withHeader(CUTOFF, "missing"));
    answersOfWhole(status(200).withHeader(CUTOFF, "none"));
    try (var clients = TestClients.of(snapshot.url("/simple/"))) {
      clients.indexes().projectList(PageFormat.HTML).join().body().close();
      assertThat(snapshot.requests())
          .last()
          .satisfies(
              request -> {
                assertThat(request.getMethod()).isEqualTo(RequestMethod.GET);
                assertThat(request.getUrl()).isEqualTo("/live/simple/");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 304, 404})
  void refusesAViewBehindWhichNothingAnswersForTheWhole(int status) {
    answersOfView(status(200).withHeader(CUTOFF, OF_2022));
    answersOfWhole(status(status));
    try (var clients = TestClients.of(snapshot.url("/simple/"))) {
      assertThat(failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY)))
          .isInstanceOf(ViewedPageException.class)
          .hasMessageContaining("pip-snapshot's view");
    }
  }

  @Test
  void saysWhatFailedOnTheWayToTheWhole() {
    answersOfView(status(200).withHeader(CUTOFF, OF_2022));
    answersOfWhole(status(403));
    try (var clients = TestClients.of(snapshot.url("/simple/"))) {
      assertThat(failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY)))
          .isInstanceOf(UpstreamException.Forbidden.class);
    }
  }

  private static void answersOfView(ResponseDefinitionBuilder answer) {
    snapshot.answers(answer);
  }

  /** Told after the view's, so that it counts before it. */
  private static void answersOfWhole(ResponseDefinitionBuilder answer) {
    snapshot.stubFor(any(urlPathMatching(".*/live/simple/.*")).willReturn(answer));
  }
}
