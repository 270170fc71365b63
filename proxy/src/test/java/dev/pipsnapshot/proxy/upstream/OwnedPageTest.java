package dev.pipsnapshot.proxy.upstream;

import static dev.pipsnapshot.proxy.upstream.ScriptedServer.ok;
import static dev.pipsnapshot.proxy.upstream.ScriptedServer.status;
import static dev.pipsnapshot.proxy.upstream.TestClients.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An index that forwards what it lacks to another one, as some do. */
class OwnedPageTest {
  private static final ProjectName OWNED = ProjectName.parse("acme-core");
  private static final ProjectName OTHERS = ProjectName.parse("six");

  @Test
  void comesFromItsOwnerOnly() throws Exception {
    try (var elsewhere = ScriptedServer.http(ScriptedServer.always(ok("page")));
        var owner =
            ScriptedServer.http(
                ScriptedServer.always(
                    status(302, "Location: " + elsewhere.url("/simple/acme-core/"))));
        var clients =
            TestClients.of(
                Upstreams.parse(
                    owner.url("/simple/").toString(),
                    List.of("acme=" + owner.url("/simple/")),
                    List.of("acme=acme-*")))) {
      assertThat(failure(clients.indexes().page(OWNED, Optional.empty(), LargeBodies.ANY)))
          .isInstanceOf(UpstreamException.Refused.class)
          .hasMessageContaining("a name with an owner is redirected");
      assertThat(elsewhere.heads()).as("the name is nobody else's business").isEmpty();
      assertThat(clients.indexes().page(OTHERS, Optional.empty(), LargeBodies.ANY).join())
          .isInstanceOf(PageAnswer.Fetched.class);
    }
  }

  @Test
  void mayBeRedirectedAtItsOwner() throws Exception {
    ScriptedServer.Script moves =
        (number, head, socket) ->
            ScriptedServer.send(
                socket,
                head.contains("/new/") ? ok("page") : status(301, "Location: /new/acme-core/"));
    try (var owner = ScriptedServer.http(moves);
        var clients =
            TestClients.of(
                Upstreams.parse(
                    "https://index.example/simple/",
                    List.of("acme=" + owner.url("/simple/")),
                    List.of("acme=acme-*")))) {
      assertThat(clients.indexes().page(OWNED, Optional.empty(), LargeBodies.ANY).join())
          .isInstanceOf(PageAnswer.Fetched.class);
    }
  }
}
