package dev.pipsnapshot.proxy.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static dev.pipsnapshot.proxy.upstream.TestClients.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where an index leads for a page, and what it may know of the user there. */
class PageRedirectsTest {
  private static final ProjectName SIX = ProjectName.parse("six");

  @RegisterExtension static final WireMockUpstream index = new WireMockUpstream();
  @RegisterExtension static final WireMockUpstream other = new WireMockUpstream();

  @Test
  void followsARedirectAndTakesItsTargetForTheBaseOfLinks() {
    index.answersInTurn(status(308).withHeader("Location", "../elsewhere/"), ok("page"));
    try (var clients = TestClients.of(index.url("/simple/"))) {
      var fetched =
          (PageAnswer.Fetched)
              clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join();
      assertThat(fetched.page().finalUrl()).isEqualTo(index.uri("/simple/elsewhere/"));
    }
  }

  @Test
  void leavesALoopOfRedirects() {
    assertThat(failureOfARedirectTo("/simple/six/"))
        .isInstanceOf(UpstreamException.Malformed.class)
        .hasMessageContaining("redirects");
  }

  @Test
  void followsNoRedirectToWhereNoIndexIs() {
    for (String target :
        List.of(
            "http://10.0.0.1/",
            "http://169.254.169.254/latest/",
            "http://[fd00::1]/",
            "http://[::ffff:192.168.0.1]/",
            "http://3232235521/",
            "file:///etc/passwd",
            "ftp://127.0.0.1/")) {
      assertThat(failureOfARedirectTo(target))
          .as(target)
          .isInstanceOf(UpstreamException.Refused.class);
    }
  }

  @Test
  void sendsCredentialsToTheirOwnOriginOnly() {
    other.answers(ok("page"));
    index.answers(temporaryRedirect(other.url("/simple/six/")));
    try (var clients =
        TestClients.of("http://me:s%2Fecret@127.0.0.1:" + index.getPort() + "/simple/")) {
      clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join();
      assertThat(index.requests().get(0).getHeader("Authorization")).startsWith("Basic");
      assertThat(other.requests().get(0).getAllHeaderKeys())
          .isNotEmpty()
          .allSatisfy(name -> assertThat(name).doesNotContainIgnoringCase("authorization"));
    }
  }

  @Test
  void namesNoCredentialsInFailures() {
    index.answers(status(403));
    try (var clients =
        TestClients.of("http://me:secret@127.0.0.1:" + index.getPort() + "/simple/")) {
      assertThat(failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY)).toString())
          .doesNotContain("secret")
          .doesNotContain("me:");
    }
  }

  private static Throwable failureOfARedirectTo(String target) {
    index.answers(temporaryRedirect(target));
    try (var clients = TestClients.of(index.url("/simple/"))) {
      return failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY));
    }
  }
}
