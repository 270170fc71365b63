package dev.pipsnapshot.proxy.upstream;

import static dev.pipsnapshot.proxy.upstream.ScriptedServer.ok;
import static dev.pipsnapshot.proxy.upstream.ScriptedServer.status;
import static dev.pipsnapshot.proxy.upstream.TestClients.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.proxy.body.ByteRange;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OkHttpArtifactClientTest {
  private static final ProjectName SIX = ProjectName.parse("six");

  @Test
  void givesTheWholeFileUncoded() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(ok("wheel")));
        var clients = TestClients.of(server.url("/simple/").toString());
        var file = clients.artifacts().of(SIX).open(server.url("/six.whl#sha256=00"))) {
      assertThat(file.firstByte()).isZero();
      assertThat(file.totalLength()).hasValue(5);
      assertThat(file.body().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("wheel");
      assertThat(server.heads().get(0))
          .startsWith("get /six.whl http")
          .contains("accept-encoding: identity");
    }
  }

  @Test
  void resumesWhereItLeftOffIfTheFileIsStillTheSame() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(partial("2-4/5", "eel")));
        var clients = TestClients.of(server.url("/simple/").toString());
        var file =
            clients.artifacts().of(SIX).resume(server.url("/six.whl"), 2, Optional.of("\"v1\""))) {
      assertThat(file.firstByte()).isEqualTo(2);
      assertThat(file.totalLength()).hasValue(5);
      assertThat(file.body().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("eel");
      assertThat(server.heads().get(0)).contains("range: bytes=2-", "if-range: \"v1\"");
    }
  }

  @Test
  void endsAlsoWithAFaultOfItsOwn() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(ok("wheel")));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      ArtifactClient files = clients.artifacts().of(SIX);
      assertThatThrownBy(() -> files.resume(server.url("/six.whl"), 2, Optional.of("\u00e9")))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void startsFromZeroWhereUpstreamCannotResume() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(ok("wheel")));
        var clients = TestClients.of(server.url("/simple/").toString());
        var file =
            clients.artifacts().of(SIX).resume(server.url("/six.whl"), 2, Optional.empty())) {
      assertThat(file.firstByte()).isZero();
    }
    try (var server =
            ScriptedServer.http(
                (number, head, socket) ->
                    ScriptedServer.send(socket, number == 1 ? status(416) : ok("wheel")));
        var clients = TestClients.of(server.url("/simple/").toString());
        var file =
            clients.artifacts().of(SIX).resume(server.url("/six.whl"), 9, Optional.empty())) {
      assertThat(file.firstByte()).isZero();
    }
  }

  @Test
  void takesNoContentRangeThatDoesNotFit() throws Exception {
    for (String range : new String[] {"0-2/5", "2-3/5", "2-4/4", "4-2/5", "2-5/*", "x"}) {
      try (var server = ScriptedServer.http(ScriptedServer.always(partial(range, "eel")));
          var clients = TestClients.of(server.url("/simple/").toString())) {
        assertThatThrownBy(
                () ->
                    clients
                        .artifacts()
                        .of(SIX)
                        .resume(server.url("/a"), 2, Optional.empty())
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
    try (var server = ScriptedServer.http(ScriptedServer.always(ok("wheel")));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      assertThatThrownBy(() -> clients.artifacts().of(SIX).open(URI.create("http://10.1.2.3/a")))
          .isInstanceOf(UpstreamException.Refused.class);
      assertThat(server.heads()).isEmpty();
    }
  }

  @Test
  void anIndexInsideLetsNoOtherLeadThere() throws Exception {
    try (var inside = ScriptedServer.http(ScriptedServer.always(ok("secret")));
        var clients =
            TestClients.of(
                Upstreams.parse(
                    "https://public.test/simple/",
                    List.of("own=" + inside.url("/simple/")),
                    List.of("own=acme-*")))) {
      URI file = inside.url("/a.whl");
      clients.artifacts().of(ProjectName.parse("acme-core")).open(file).close();
      assertThat(inside.heads()).hasSize(1);

      ArtifactClient ofPublic = clients.artifacts().of(SIX);
      assertThatThrownBy(() -> ofPublic.open(file)).isInstanceOf(UpstreamException.Refused.class);
      assertThat(failure(ofPublic.metadata(file))).isInstanceOf(UpstreamException.Refused.class);
      assertThat(failure(ofPublic.readTail(file, 3))).isInstanceOf(UpstreamException.Refused.class);
      assertThat(inside.heads()).hasSize(1);
    }
  }

  @Test
  void saysThatAFileIsGone() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(status(404)));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      assertThatThrownBy(() -> clients.artifacts().of(SIX).open(server.url("/six.whl")))
          .isInstanceOf(UpstreamException.NotFound.class);
      assertThat(clients.artifacts().of(SIX).metadata(server.url("/six.whl.metadata")).join())
          .isEmpty();
    }
  }

  @Test
  void readsPartsOfAFile() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(partial("2-4/5", "eel")));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      var range =
          clients.artifacts().of(SIX).readRange(server.url("/a"), new ByteRange(2, 9)).join();
      assertThat(range).hasValueSatisfying(part -> assertThat(part.totalLength()).hasValue(5));
      var tail = clients.artifacts().of(SIX).readTail(server.url("/a"), 3).join();
      assertThat(tail).hasValueSatisfying(part -> assertThat(part.firstByte()).isEqualTo(2));
      assertThat(server.heads().get(0)).contains("range: bytes=2-9");
      assertThat(server.heads().get(1)).contains("range: bytes=-3");
      assertThat(
              clients.artifacts().of(SIX).readRange(server.url("/a"), new ByteRange(1, 9)).join())
          .as("another part than was asked for")
          .isEmpty();
    }
  }

  @Test
  void readsAPartOfAFileOfUnknownLength() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(partial("2-4/*", "eel")));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      var tail = clients.artifacts().of(SIX).readTail(server.url("/a"), 3).join();
      assertThat(tail).hasValueSatisfying(part -> assertThat(part.totalLength()).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 405, 406, 416, 500, 501})
  void readsNothingWhereUpstreamServesNoRanges(int status) throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(status(status)));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      assertThat(clients.artifacts().of(SIX).readTail(server.url("/a"), 3).join()).isEmpty();
    }
  }

  @Test
  void takesTheWholeForNoPart() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(partial("0-4/5", "wheel")));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      assertThat(clients.artifacts().of(SIX).readTail(server.url("/a"), 3).join()).isEmpty();
    }
  }

  private static String partial(String range, String body) {
    return "HTTP/1.1 206 Partial\r\nConnection: close\r\nContent-Range: bytes "
        + range
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
