package dev.pipsnapshot.integration.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.integration.support.AdjustableClock;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.PageShape;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Answer;
import dev.pipsnapshot.integration.support.http.Fault;
import dev.pipsnapshot.integration.support.http.Gate;
import dev.pipsnapshot.proxy.LocalProxy;
import dev.pipsnapshot.proxy.ProxySettings;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.http.ServerLimits;
import dev.pipsnapshot.proxy.http.ServerSettings;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.ServingListener;
import dev.pipsnapshot.proxy.upstream.UpstreamSettings.Timeouts;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upstream that says one thing and then another, each of them right in itself. */
class ChangingUpstreamIT {
  private static final String UPLOADED = "2019-01-01T00:00:00Z";
  private static final int BALLAST = 400_000;

  /** Longer than a page is taken for fresh. */
  private static final Duration LATER = Duration.ofMinutes(11);

  private final FixtureIndex index = FixtureIndex.start();
  private final AdjustableClock clock = new AdjustableClock();
  private LocalProxy proxy;

  @BeforeEach
  void start(@TempDir Path cache) throws Exception {
    var view = SnapshotView.at(Cutoff.parse("2020-01-01", clock.instant()));
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    proxy =
        LocalProxy.start(
            new ProxySettings(
                Optional.of(view),
                Upstreams.parse(index.url().toString(), List.of(), List.of()),
                Connectivity.ONLINE,
                Timeouts.DEFAULT,
                new CacheLayout(cache),
                new ServerSettings(address, List.of(), ServerLimits.DEFAULT),
                Optional.empty()),
            Map.of(),
            clock,
            new ServingListener() {});
  }

  @AfterEach
  void stop() {
    proxy.close();
    index.close();
  }

  @Test
  void aPageThatIsJsonOneTimeAndHtmlTheNextMeansTheSameEachTime() {
    DistributionFile file = publish();
    index.shape("demo", PageShape.FLIPPING);

    for (int turn = 0; turn < 4; turn++) {
      assertThat(ProjectPage.filesInJson(proxy.indexUrl(), "demo")).isEqualTo(listing(file));
      assertThat(ProjectPage.filesInHtml(proxy.indexUrl(), "demo")).isEqualTo(listing(file));
      clock.advance(LATER);
    }

    assertThat(index.log().gets("/simple/demo/")).hasSize(4);
    assertThat(WebClient.get(link(file)).body()).isEqualTo(file.content());
  }

  @Test
  void aPageThatIsJsonOneTimeAndALoginPageTheNextIsNotTakenForEmpty() {
    DistributionFile file = publish();
    Map<String, String> before = ProjectPage.filesInJson(proxy.indexUrl(), "demo");
    clock.advance(LATER);
    index.breakPage("demo", Fault.instead(Answer.ok("text/html", "<html>Log in</html>")));

    var meanwhile = WebClient.getJson(proxy.indexUrl().resolve("demo/"));

    assertThat(meanwhile.statusCode()).as(WebClient.text(meanwhile)).isEqualTo(502);
    index.heal();
    assertThat(ProjectPage.filesInJson(proxy.indexUrl(), "demo"))
        .isEqualTo(before)
        .isEqualTo(listing(file));
  }

  @Test
  void aPageThatChangesInTheMiddleOfAnAnswerIsOneOfTheTwoAndNoMixture() {
    DistributionFile file = publish();
    DistributionFile later = WheelFile.of("demo", "1.1").file();
    index.breakPage(
        "demo",
        1,
        answer -> {
          index.publish(UPLOADED, later);
          return Fault.resetAfter(answer.body().length / 2).applyTo(answer);
        });

    assertThat(ProjectPage.filesInJson(proxy.indexUrl(), "demo")).isEqualTo(listing(file, later));
  }

  @Test
  void aFileThatIsReplacedIsNeverServedUnderTheLinkOfTheOther() {
    DistributionFile old = publish();
    URI oldLink = link(old);
    assertThat(WebClient.get(oldLink).body()).isEqualTo(old.content());
    index.withdraw(old.filename());
    DistributionFile other = publish(BALLAST + 1);
    assertThat(link(other)).as("while the page is fresh").isEqualTo(oldLink);
    assertThat(WebClient.get(oldLink).body()).isEqualTo(old.content());

    clock.advance(LATER);

    assertThat(ProjectPage.filesInJson(proxy.indexUrl(), "demo")).isEqualTo(listing(other));
    assertThat(WebClient.get(link(other)).body()).isEqualTo(other.content());
    assertThat(WebClient.text(WebClient.get(oldLink))).contains("no project page lists");
  }

  @Test
  void aFileThatIsReplacedBeforeItIsAskedForIsNotGivenForTheOther() {
    DistributionFile old = publish();
    URI oldLink = link(old);
    index.breakFile(old.filename(), Fault.instead(Answer.ok("application/zip", other(old))));

    assertThat(isRefused(oldLink)).isTrue();

    index.heal();
    assertThat(WebClient.get(oldLink).body()).isEqualTo(old.content());
  }

  @Test
  void aFileWhoseBytesChangeWhereADownloadGoesOnBreaksOffAndIsRightTheNextTime() throws Exception {
    DistributionFile file = publish();
    int length = file.content().length;
    int half = length / 2;
    try (var gate = new Gate()) {
      // The middle of the second half is wrong, and is given out before anyone can know.
      index.breakFile(
          file.filename(),
          Fault.inTurn(
              Fault.cutAfter(half),
              answer ->
                  Fault.heldAfter(half - 1_000, gate).applyTo(Fault.wrongBytes().applyTo(answer))));

      try (InputStream body = WebClient.open(link(file))) {
        assertThat(body.readNBytes(length * 3 / 4)).hasSize(length * 3 / 4);
        gate.open();
        assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
      }
    }

    assertThat(WebClient.get(link(file)).body()).isEqualTo(file.content());
  }

  /** Whether the answer breaks off, or is a failure, as when nothing of it was given out yet. */
  private static boolean isRefused(URI file) {
    try {
      return WebClient.get(file).statusCode() == 502;
    } catch (UncheckedIOException e) {
      return true;
    }
  }

  /** Of the same length. */
  private static byte[] other(DistributionFile file) {
    byte[] bytes = file.content();
    bytes[bytes.length / 3] ^= 1;
    return bytes;
  }

  private DistributionFile publish() {
    return publish(BALLAST);
  }

  private DistributionFile publish(int ballast) {
    DistributionFile file = WheelFile.of("demo", "1.0").withBallast(ballast).file();
    index.publish(UPLOADED, file);
    return file;
  }

  private URI link(DistributionFile file) {
    return ProjectPage.link(proxy.indexUrl(), file.project(), file.filename());
  }

  private static Map<String, String> listing(DistributionFile... files) {
    var digests = new TreeMap<String, String>();
    for (DistributionFile file : files) {
      digests.put(file.filename(), file.sha256());
    }
    return digests;
  }
}
