package dev.pipsnapshot.proxy.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.pipsnapshot.proxy.upstream.TestClients.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.pipsnapshot.proxy.body.ByteRange;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OkHttpArtifactClientTest {
  private static final ProjectName SIX = ProjectName.parse("six");

  @RegisterExtension static final WireMockUpstream files = new WireMockUpstream();

  @Test
  void givesTheWholeFileUncoded() throws Exception {
    files.answers(ok("wheel"));
    try (var clients = TestClients.of(files.url("/simple/"));
        var file = clients.artifacts().of(SIX).open(files.uri("/six.whl#sha256=00"))) {
      assertThat(file.firstByte()).isZero();
      assertThat(file.totalLength()).hasValue(5);
      assertThat(file.body().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("wheel");
      files.verify(
          getRequestedFor(urlEqualTo("/six.whl"))
              .withHeader("Accept-Encoding", equalTo("identity")));
      assertThat(files.requests()).hasSize(1);
    }
  }

  @Test
  void resumesWhereItLeftOffIfTheFileIsStillTheSame() throws Exception {
    files.answers(partial("2-4/5", "eel"));
    try (var clients = TestClients.of(files.url("/simple/"));
        var file =
            clients.artifacts().of(SIX).resume(files.uri("/six.whl"), 2, Optional.of("\"v1\""))) {
      assertThat(file.firstByte()).isEqualTo(2);
      assertThat(file.totalLength()).hasValue(5);
      assertThat(file.body().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("eel");
      files.verify(
          getRequestedFor(urlEqualTo("/six.whl"))
              .withHeader("Range", equalTo("bytes=2-"))
              .withHeader("If-Range", equalTo("\"v1\"")));
      assertThat(files.requests()).hasSize(1);
    }
  }

  @Test
  void endsAlsoWithAFaultOfItsOwn() throws Exception {
    files.answers(ok("wheel"));
    try (var clients = TestClients.of(files.url("/simple/"))) {
      ArtifactClient ofSix = clients.artifacts().of(SIX);
      assertThatThrownBy(() -> ofSix.resume(files.uri("/six.whl"), 2, Optional.of("\u00e9")))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void startsFromZeroWhereUpstreamCannotResume() throws Exception {
    files.answers(ok("wheel"));
    try (var clients = TestClients.of(files.url("/simple/"));
        var file = clients.artifacts().of(SIX).resume(files.uri("/six.whl"), 2, Optional.empty())) {
      assertThat(file.firstByte()).isZero();
    }
    files.answersInTurn(status(416), ok("wheel"));
    try (var clients = TestClients.of(files.url("/simple/"));
        var file = clients.artifacts().of(SIX).resume(files.uri("/six.whl"), 9, Optional.empty())) {
      assertThat(file.firstByte()).isZero();
    }
  }

  @Test
  void takesNoContentRangeThatDoesNotFit() throws Exception {
    for (String range : new String[] {"0-2/5", "2-3/5", "2-4/4", "4-2/5", "2-5/*", "x"}) {
      files.answers(partial(range, "eel"));
      try (var clients = TestClients.of(files.url("/simple/"))) {
        assertThatThrownBy(
                () ->
                    clients
                        .artifacts()
                        .of(SIX)
                        .resume(files.uri("/a"), 2, Optional.empty())
                        .close())
            .as(range)
            .isInstanceOf(UpstreamException.Malformed.class);
      }
    }
  }

  @Test
  void tellsAFileThatBreaksOff() throws Exception {
    for (String answer :
        new String[] {
          "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf"
        }) {
      try (var server = ScriptedServer.http(ScriptedServer.always(answer));
          var clients = TestClients.of(server.url("/simple/").toString());
          var file = clients.artifacts().of(SIX).open(server.url("/six.whl"))) {
        assertThatThrownBy(() -> file.body().readAllBytes())
            .isInstanceOf(UpstreamException.Truncated.class);
      }
    }
  }

  @Test
  void refusesFilesWhereNoIndexIs() throws Exception {
    files.answers(ok("wheel"));
    try (var clients = TestClients.of(files.url("/simple/"))) {
      assertThatThrownBy(() -> clients.artifacts().of(SIX).open(URI.create("http://10.1.2.3/a")))
          .isInstanceOf(UpstreamException.Refused.class);
      assertThat(files.requests()).isEmpty();
    }
  }

  @Test
  void anIndexInsideLetsNoOtherLeadThere() throws Exception {
    files.answers(ok("secret"));
    try (var clients =
        TestClients.of(
            Upstreams.parse(
                "https://public.test/simple/",
                List.of("own=" + files.url("/simple/")),
                List.of("own=acme-*")))) {
      URI file = files.uri("/a.whl");
      clients.artifacts().of(ProjectName.parse("acme-core")).open(file).close();
      assertThat(files.requests()).hasSize(1);

      ArtifactClient ofPublic = clients.artifacts().of(SIX);
      assertThatThrownBy(() -> ofPublic.open(file)).isInstanceOf(UpstreamException.Refused.class);
      assertThat(failure(ofPublic.metadata(file))).isInstanceOf(UpstreamException.Refused.class);
      assertThat(failure(ofPublic.readTail(file, 3))).isInstanceOf(UpstreamException.Refused.class);
      assertThat(files.requests()).hasSize(1);
    }
  }

  @Test
  void saysThatAFileIsGone() throws Exception {
    files.answers(status(404));
    try (var clients = TestClients.of(files.url("/simple/"))) {
      assertThatThrownBy(() -> clients.artifacts().of(SIX).open(files.uri("/six.whl")))
          .isInstanceOf(UpstreamException.NotFound.class);
      assertThat(clients.artifacts().of(SIX).metadata(files.uri("/six.whl.metadata")).join())
          .isEmpty();
    }
  }

  @Test
  void readsPartsOfAFile() throws Exception {
    files.answers(partial("2-4/5", "eel"));
    try (var clients = TestClients.of(files.url("/simple/"))) {
      var range =
          clients.artifacts().of(SIX).readRange(files.uri("/a"), new ByteRange(2, 9)).join();
      assertThat(range).hasValueSatisfying(part -> assertThat(part.totalLength()).hasValue(5));
      var tail = clients.artifacts().of(SIX).readTail(files.uri("/a"), 3).join();
      assertThat(tail).hasValueSatisfying(part -> assertThat(part.firstByte()).isEqualTo(2));
      assertThat(files.requests().get(0).getHeader("Range")).isEqualTo("bytes=2-9");
      assertThat(files.requests().get(1).getHeader("Range")).isEqualTo("bytes=-3");
      assertThat(clients.artifacts().of(SIX).readRange(files.uri("/a"), new ByteRange(1, 9)).join())
          .as("another part than was asked for")
          .isEmpty();
    }
  }

  @Test
  void readsAPartOfAFileOfUnknownLength() throws Exception {
    files.answers(partial("2-4/*", "eel"));
    try (var clients = TestClients.of(files.url("/simple/"))) {
      var tail = clients.artifacts().of(SIX).readTail(files.uri("/a"), 3).join();
      assertThat(tail).hasValueSatisfying(part -> assertThat(part.totalLength()).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 405, 406, 416, 500, 501})
  void readsNothingWhereUpstreamServesNoRanges(int status) throws Exception {
    files.answers(status(status));
    try (var clients = TestClients.of(files.url("/simple/"))) {
      assertThat(clients.artifacts().of(SIX).readTail(files.uri("/a"), 3).join()).isEmpty();
    }
  }

  @Test
  void takesTheWholeForNoPart() throws Exception {
    files.answers(partial("0-4/5", "wheel"));
    try (var clients = TestClients.of(files.url("/simple/"))) {
      assertThat(clients.artifacts().of(SIX).readTail(files.uri("/a"), 3).join()).isEmpty();
    }
  }

  private static ResponseDefinitionBuilder partial(String range, String body) {
    return status(206).withHeader("Content-Range", "bytes " + range).withBody(body);
  }
}
