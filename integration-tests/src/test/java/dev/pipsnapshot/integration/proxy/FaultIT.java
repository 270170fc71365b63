package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.PageShape;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Answer;
import dev.pipsnapshot.integration.support.http.Fault;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients are told of an upstream that fails: what is wrong, with whom, and never a lie. */
class FaultIT {
  private static FixtureIndex index;
  private static ProxyProcess proxy;

  @BeforeAll
  static void start(@TempDir Path cache) throws Exception {
    index = FixtureIndex.start();
    for (String project : List.of("cut", "endless", "login", "busy", "broken")) {
      index.publish("2019-01-01T00:00:00Z", WheelFile.of(project, "1.0"));
    }
    index.shape("login", PageShape.HTML_WITH_TIMES);
    proxy = ProxyProcess.before(index.url(), cache).date("2020-01-01").start();
  }

  @AfterAll
  static void stop() {
    proxy.close();
    index.close();
  }

  @AfterEach
  void heal() {
    index.heal();
  }

  @Test
  void anUpstreamThatIsDownIsNamed(@TempDir Path cache) throws Exception {
    URI nobody;
    try (var socket = new ServerSocket(0)) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/simple/");
    }
    try (var alone = ProxyProcess.before(nobody, cache).date("2020-01-01").start()) {
      var failed = WebClient.get(alone.indexUrl().resolve("demo/"));

      assertThat(failed.statusCode()).isEqualTo(502);
      assertThat(WebClient.text(failed))
          .contains("127.0.0.1 cannot be reached for " + nobody + "demo/", "--index-url");
    }
  }

  @Test
  void aPageThatIsCutOffIsNeverServed() {
    index.breakPage("cut", Fault.cutAfter(150));

    var failed = page("cut");

    assertThat(failed.statusCode()).isEqualTo(502);
    assertThat(WebClient.text(failed)).contains("127.0.0.1 broke off in the middle of");
    index.heal();
    assertThat(ProjectPage.filesInJson(proxy.indexUrl(), "cut")).hasSize(1);
  }

  @Test
  void aPageThatIsCutOffWhereHttpCannotTellIsNeverServed() {
    index.breakPage("endless", Fault.cutWithoutLengthAfter(150));

    var failed = page("endless");

    assertThat(failed.statusCode()).isEqualTo(502);
    assertThat(WebClient.text(failed)).contains(index.url() + "endless/");
    index.heal();
    assertThat(ProjectPage.filesInJson(proxy.indexUrl(), "endless")).hasSize(1);
  }

  @Test
  void aLoginPageIsNoProjectPage() {
    byte[] login =
        "<!DOCTYPE html><html><body><form>Log in: <input name=user></form><script>x</script>"
            .getBytes(StandardCharsets.UTF_8);
    index.breakPage("login", Fault.instead(Answer.ok("text/html", login)));

    var failed = page("login");

    assertThat(failed.statusCode()).isEqualTo(502);
    assertThat(WebClient.text(failed)).contains(index.url() + "login/");
    index.heal();
    assertThat(ProjectPage.filesInJson(proxy.indexUrl(), "login")).hasSize(1);
  }

  @Test
  void anUpstreamThatAsksToWaitIsAskedAgain() {
    index.breakPage("busy", 1, Fault.unavailable(1));

    assertThat(page("busy").statusCode()).isEqualTo(200);
    assertThat(index.log().gets("/simple/busy/")).hasSize(2);
  }

  @Test
  void anUpstreamThatIsDownForLongIsNamedWithItsWish() {
    index.breakPage("broken", Fault.unavailable(3600));

    var failed = page("broken");

    assertThat(failed.statusCode()).isEqualTo(502);
    assertThat(WebClient.text(failed))
        .contains("127.0.0.1 cannot answer for " + index.url() + "broken/", "503", "3600 s");
    assertThat(index.log().gets("/simple/broken/")).hasSize(1);
  }

  private static HttpResponse<byte[]> page(String project) {
    return WebClient.get(proxy.indexUrl().resolve(project + "/"));
  }
}
