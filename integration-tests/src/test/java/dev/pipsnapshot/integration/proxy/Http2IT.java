package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.Relay;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Exchange;
import dev.pipsnapshot.integration.support.http.Http2Server;
import dev.pipsnapshot.integration.support.http.ServerIdentity;
import dev.pipsnapshot.integration.support.http.StreamEnd;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An upstream that speaks HTTP/2, and breaks off as such servers do. */
class Http2IT {
  private static final DistributionFile WHEEL =
      WheelFile.of("demo", "1.0").withBallast(400_000).file();
  private static final String PAGE = "/simple/demo/";
  private static final String FILE = "/packages/" + WHEEL.sha256() + "/" + WHEEL.filename();

  private static ServerIdentity identity;
  private static Path authority;

  private final FixtureIndex index =
      FixtureIndex.start().withRelativeLinks().publish("2019-01-01T00:00:00Z", WHEEL);

  private Http2Server server;
  private ProxyProcess proxy;

  @BeforeAll
  static void makeIdentity(@TempDir Path folder) throws Exception {
    identity = ServerIdentity.of("ip:127.0.0.1", folder);
    authority = Files.writeString(folder.resolve("authority.pem"), identity.pem());
  }

  @BeforeEach
  void start(@TempDir Path cache) throws Exception {
    server = Http2Server.start(identity, new Relay(index.url()));
    proxy =
        ProxyProcess.before(URI.create(server.origin() + "/simple/"), cache)
            .date("2020-01-01")
            .env("SSL_CERT_FILE", authority)
            .start();
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.close();
    index.close();
  }

  @Test
  void isAskedOverOneConnection() {
    assertThat(fetched()).isEqualTo(WHEEL.content());

    assertThat(server.log().lines()).containsExactly("GET " + PAGE, "GET " + FILE);
    assertThat(server.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = StreamEnd.class,
      names = {"REFUSED", "LEFT_OUT", "RESET_HALFWAY", "LEFT_OUT_HALFWAY"})
  void aPageThatIsBrokenOffIsAskedForAgain(StreamEnd end) {
    server.end(PAGE, end, end);

    assertThat(ProjectPage.filesInJson(proxy.indexUrl(), "demo")).hasSize(1);
    assertThat(server.log().gets(PAGE)).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = StreamEnd.class,
      names = {"REFUSED", "LEFT_OUT"})
  void aFileThatIsRefusedIsAskedForAgain(StreamEnd end) {
    server.end(FILE, end, end);

    assertThat(fetched()).isEqualTo(WHEEL.content());
    assertThat(ranges()).hasSize(3).containsOnly(Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(
      value = StreamEnd.class,
      names = {"RESET_HALFWAY", "LEFT_OUT_HALFWAY"})
  void aFileThatIsBrokenOffGoesOnWhereItStopped(StreamEnd end) {
    server.end(FILE, end);

    assertThat(fetched()).isEqualTo(WHEEL.content());
    assertThat(ranges()).hasSize(2).first().isEqualTo(Optional.empty());
    assertThat(ranges().get(1).orElseThrow()).matches("bytes=[1-9][0-9]*-");
    assertThat(server.log().bytesOf(FILE)).isLessThan(2L * WHEEL.content().length);
  }

  @Test
  void aServerThatStopsInGoodOrderIsHeardOut() {
    server.end(FILE, StreamEnd.LAST_OF_ITS_CONNECTION);

    assertThat(fetched()).isEqualTo(WHEEL.content());
    assertThat(ranges()).hasSize(1);
    assertThat(WebClient.get(proxy.indexUrl().resolve("other/")).statusCode()).isEqualTo(404);
    assertThat(server.connections()).as("the first one takes no more").isEqualTo(2);
  }

  private byte[] fetched() {
    URI link = ProjectPage.link(proxy.indexUrl(), "demo", WHEEL.filename());
    return WebClient.get(link).body();
  }

  private List<Optional<String>> ranges() {
    return server.log().gets(FILE).stream()
        .map(Exchange::request)
        .map(request -> request.header("Range"))
        .toList();
  }
}
