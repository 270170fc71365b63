package dev.pipsnapshot.proxy.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static dev.pipsnapshot.proxy.upstream.TestClients.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.PageFormat;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProjectListRequestTest {
  @RegisterExtension static final WireMockUpstream index = new WireMockUpstream();

  @Test
  void streamsTheProjectList() throws Exception {
    index.answers(ok("names"));
    try (var clients = TestClients.of(index.url("/simple/"));
        var list = clients.indexes().projectList(PageFormat.JSON_V1).join()) {
      assertThat(list.body().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("names");
    }
  }

  @Test
  void asksForAListInPlainHtmlWhereAVersionedOneIsRefused() throws Exception {
    index.answers(ok("list"));
    index.stubFor(
        any(anyUrl()).withHeader("Accept", containing("vnd.pypi")).willReturn(status(406)));
    try (var clients = TestClients.of(index.url("/simple/"));
        var list = clients.indexes().projectList(PageFormat.HTML).join()) {
      assertThat(list.body().readAllBytes()).asString().isEqualTo("list");
    }
  }

  @Test
  void saysOfAMissingProjectListThatItIsTheList() {
    index.answers(status(404));
    try (var clients = TestClients.of(index.url("/simple/"))) {
      assertThat(failure(clients.indexes().projectList(PageFormat.HTML)))
          .isInstanceOf(UpstreamException.NotFound.class)
          .hasMessageContaining("has no list of its projects");
    }
  }
}
