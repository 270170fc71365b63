package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Fault;
import dev.pipsnapshot.integration.support.http.Gate;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams that say nothing for longer than {@code --timeout}. */
class TimeoutIT {
  private static final DistributionFile WHEEL = WheelFile.of("demo", "1.0").file();

  private final FixtureIndex index = FixtureIndex.start().publish("2019-01-01T00:00:00Z", WHEEL);

  @TempDir private Path cache;

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void aPageThatDoesNotComeIsToldAsSuchAndServedOnceItIsThere() throws Exception {
    try (var gate = new Gate();
        var proxy = proxy().with("--timeout", 1).start()) {
      index.breakPage("demo", Fault.heldAfter(0, gate));

      var late = WebClient.get(proxy.indexUrl().resolve("demo/"));

      assertThat(late.statusCode()).isEqualTo(504);
      assertThat(WebClient.text(late))
          .contains(index.url() + " has not given the page of 'demo' within 1 s", "ask again");
      gate.open();
      HttpResponse<byte[]> page;
      do {
        page = WebClient.get(proxy.indexUrl().resolve("demo/"));
      } while (page.statusCode() == 504);
      assertThat(page.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aFileThatStopsComingIsAskedForAgainFromThere() throws Exception {
    String filename = WHEEL.filename();
    String file;
    try (var proxy = proxy().start()) {
      file = ProjectPage.link(proxy.indexUrl(), "demo", filename).getRawPath();
    }
    try (var gate = new Gate();
        var proxy = proxy().env("PIP_SNAPSHOT_TIMEOUT", 1).start()) {
      index.breakFile(filename, 1, Fault.heldAfter(100, gate));

      assertThat(WebClient.get(proxy.indexUrl().resolve(file)).body()).isEqualTo(WHEEL.content());
      assertThat(index.log().gets(filename)).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "3601", "1.5", "soon"})
  void whatIsNoTimeIsRefused(String timeout) {
    ProcessOutcome outcome = proxy().with("--timeout=" + timeout).run();

    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(2);
    assertThat(outcome.stderr()).contains("--timeout", timeout).doesNotContain("\tat ");
  }

  private ProxyProcess.Starter proxy() {
    return ProxyProcess.before(index.url(), cache).date("2020-01-01");
  }
}
