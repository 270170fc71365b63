package dev.pipsnapshot.proxy.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static dev.pipsnapshot.proxy.upstream.TestClients.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An index that forwards what it lacks to another one, as some do. */
class OwnedPageTest {
  private static final ProjectName OWNED = ProjectName.parse("acme-core");
  private static final ProjectName OTHERS = ProjectName.parse("six");

  @RegisterExtension static final WireMockUpstream owner = new WireMockUpstream();
  @RegisterExtension static final WireMockUpstream elsewhere = new WireMockUpstream();

  @Test
  void comesFromItsOwnerOnly() {
    elsewhere.answers(ok("page"));
    owner.answers(temporaryRedirect(elsewhere.url("/simple/acme-core/")));
    try (var clients =
        TestClients.of(
            Upstreams.parse(
                owner.url("/simple/"),
                List.of("acme=" + owner.url("/simple/")),
                List.of("acme=acme-*")))) {
      assertThat(failure(clients.indexes().page(OWNED, Optional.empty(), LargeBodies.ANY)))
          .isInstanceOf(UpstreamException.Refused.class)
          .hasMessageContaining("a name with an owner is redirected");
      assertThat(elsewhere.requests()).as("the name is nobody else's business").isEmpty();
      assertThat(clients.indexes().page(OTHERS, Optional.empty(), LargeBodies.ANY).join())
          .isInstanceOf(PageAnswer.Fetched.class);
    }
  }

  @Test
  void mayBeRedirectedAtItsOwner() {
    owner.stubFor(get("/simple/acme-core/").willReturn(permanentRedirect("/new/acme-core/")));
    owner.stubFor(get("/new/acme-core/").willReturn(ok("page")));
    try (var clients =
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
