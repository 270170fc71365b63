package dev.pipsnapshot.proxy.upstream;

import static dev.pipsnapshot.proxy.upstream.ScriptedServer.send;
import static dev.pipsnapshot.proxy.upstream.ScriptedServer.status;
import static dev.pipsnapshot.proxy.upstream.TestClients.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ViewedPageException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes that are views of another pip-snapshot. */
class WholeIndexesTest {
  private static final ProjectName SIX = ProjectName.parse("six");
  private static final String WHOLE = "X-Pip-Snapshot-Cutoff: none";
  private static final String VIEW = "X-Pip-Snapshot-Cutoff: 2022-01-01T00:00:00Z";

  @ParameterizedTest
  @CsvSource({
    "/simple/, /live/simple/six/",
    "/snapshot/2022-01-01/simple, /live/simple/six/",
    "/for/cp311-linux_x86_64/simple/, /live/simple/six/",
    "/token/simple/, /token/live/simple/six/",
    "/not-simple/simple/, /not-simple/live/simple/six/",
  })
  void asksForTheWholeIndexBehindAView(String view, String whole) throws Exception {
    for (int status : new int[] {200, 304, 404, 502}) {
      try (var server = ScriptedServer.http(proxy(status, VIEW, status(200, WHOLE)));
          var clients = TestClients.of(server.url(view).toString())) {
        var known = new Validators(Optional.of("\"v1\""), Optional.empty());
        CompletableFuture<PageAnswer> page =
            clients.indexes().page(SIX, Optional.of(known), LargeBodies.ANY);
        assertThat(((PageAnswer.Fetched) page.join()).page().finalUrl())
            .as("the view says %d", status)
            .isEqualTo(server.url(whole));
        clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join();
        assertThat(server.heads()).as("asked once of the view").hasSize(3);
      }
    }
  }

  @Test
  void asksForTheWholeListOfProjectsToo() throws Exception {
    try (var server =
            ScriptedServer.http(proxy(404, "X-Pip-Snapshot-Cutoff: missing", status(200, WHOLE)));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      clients.indexes().projectList(PageFormat.HTML).join().body().close();
      assertThat(server.heads()).last().asString().startsWith("get /live/simple/ ");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 304, 404})
  void refusesAViewBehindWhichNothingAnswersForTheWhole(int status) throws Exception {
    try (var server = ScriptedServer.http(proxy(200, VIEW, status(status)));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      assertThat(failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY)))
          .isInstanceOf(ViewedPageException.class)
          .hasMessageContaining("pip-snapshot's view");
    }
  }

  @Test
  void saysWhatFailedOnTheWayToTheWhole() throws Exception {
    try (var server = ScriptedServer.http(proxy(200, VIEW, status(403)));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      assertThat(failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY)))
          .isInstanceOf(UpstreamException.Forbidden.class);
    }
  }

  private static ScriptedServer.Script proxy(int status, String mark, String whole) {
    return (number, head, socket) ->
        send(socket, head.contains("/live/simple/") ? whole : status(status, mark));
  }
}
