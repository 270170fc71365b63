package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Answer;
import dev.pipsnapshot.integration.support.http.Fault;
import dev.pipsnapshot.integration.support.http.Gate;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files through the cache, from hosts that send them well and badly. Each test has its file. */
class ArtifactIT {
  private static final int BALLAST = 1_000_000;

  private static FixtureIndex index;
  private static ProxyProcess proxy;
  private static Path cache;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    cache = folder;
    index = FixtureIndex.start();
    for (String project :
        List.of("whole", "ranged", "left", "cut", "reset", "wrong", "altered", "gone", "kept")) {
      index.publish("2019-01-01T00:00:00Z", WheelFile.of(project, "1.0").withBallast(BALLAST));
    }
    index.publish("2019-01-01T00:00:00Z", WheelFile.of("tiny", "1.0"));
    proxy = startProxy();
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
  void aFileComesOnceFromUpstreamAndThenFromTheCache() {
    var first = WebClient.get(link("whole"));
    var second = WebClient.get(link("whole"));

    assertThat(first.body()).isEqualTo(file("whole").content()).isEqualTo(second.body());
    assertThat(index.log().gets(file("whole").filename())).hasSize(1);
    assertThat(second.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    assertThat(second.headers().firstValue("Content-Length"))
        .contains(Integer.toString(file("whole").size()));
  }

  @Test
  void rangesAndHeadAreAnsweredFromTheCache() throws Exception {
    byte[] whole = file("ranged").content();
    WebClient.get(link("ranged"));

    var middle = WebClient.get(link("ranged"), Map.of("Range", "bytes=1000-1999"));
    var tail = WebClient.get(link("ranged"), Map.of("Range", "bytes=-5"));
    var outside = WebClient.get(link("ranged"), Map.of("Range", "bytes=" + whole.length + "-"));

    assertThat(middle.statusCode()).isEqualTo(206);
    assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(whole, 1000, 2000));
    assertThat(middle.headers().firstValue("Content-Range"))
        .contains("bytes 1000-1999/" + whole.length);
    assertThat(tail.body()).isEqualTo(Arrays.copyOfRange(whole, whole.length - 5, whole.length));
    assertThat(outside.statusCode()).isEqualTo(416);
    assertThat(index.log().gets(file("ranged").filename())).hasSize(1);

    var head = WebClient.head(link("ranged"));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(whole.length);
    assertThat(head.headers().firstValue("Accept-Ranges")).contains("bytes");
  }

  @Test
  void aClientThatLeavesDoesNotSpoilTheStore() throws Exception {
    try (var gate = new Gate()) {
      index.breakFile(file("left").filename(), Fault.heldAfter(BALLAST / 2, gate));
      try (InputStream in = WebClient.open(link("left"))) {
        assertThat(in.readNBytes(1000)).hasSize(1000);
        gate.awaitReached();
      }
      gate.open();

      assertThat(WebClient.get(link("left")).body()).isEqualTo(file("left").content());
      assertThat(index.log().gets(file("left").filename())).hasSize(1);
    }
  }

  @Test
  void aCutBodyIsResumedWhereItBroke() {
    String filename = file("cut").filename();
    index.breakFile(filename, 1, Fault.cutAfter(BALLAST / 2));

    assertThat(WebClient.get(link("cut")).body()).isEqualTo(file("cut").content());

    assertThat(index.log().gets(filename))
        .extracting(exchange -> exchange.request().header("Range").orElse("whole"))
        .containsExactly("whole", "bytes=" + BALLAST / 2 + "-");
    assertThat(index.log().bytesOf(filename)).isEqualTo(file("cut").size());
  }

  @Test
  void aBrokenConnectionIsNoReasonToStartAgain() {
    String filename = file("reset").filename();
    index.breakFile(filename, 1, Fault.resetAfter(BALLAST / 2));

    assertThat(WebClient.get(link("reset")).body()).isEqualTo(file("reset").content());

    assertThat(index.log().gets(filename)).hasSize(2);
    assertThat(index.log().gets(filename).get(1).request().header("Range")).isPresent();
  }

  @Test
  void wrongBytesAreNamedAndNotKept() throws Exception {
    DistributionFile tiny = file("tiny");
    URI link = link("tiny");
    index.breakFile(tiny.filename(), Fault.wrongBytes());
    byte[] wrong = tiny.content();
    wrong[wrong.length / 2] ^= 1;

    var refused = WebClient.get(link);

    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(WebClient.text(refused))
        .contains("listed: " + tiny.sha256(), "sent:   " + DistributionFile.sha256(wrong));
    assertThat(proxy.log()).contains(tiny.sha256(), DistributionFile.sha256(wrong));
    assertThat(storedArtifacts()).doesNotContain(tiny.sha256());

    index.heal();
    assertThat(WebClient.get(link).body()).isEqualTo(tiny.content());
  }

  @Test
  void aLargeFileOfWrongBytesNeverLooksWhole() throws Exception {
    DistributionFile file = file("altered");
    URI link = link("altered");
    try (var gate = new Gate()) {
      index.breakFile(file.filename(), Fault.wrongBytes());
      index.breakFile(file.filename(), 1, Fault.heldAfter(BALLAST / 2, gate));

      try (InputStream in = WebClient.open(link)) {
        assertThat(in.readNBytes(1000)).hasSize(1000);
        gate.open();
        assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
      }
    }

    assertThat(storedArtifacts()).doesNotContain(file.sha256());
  }

  @Test
  void aListedFileThatIsGoneUpstreamIsMissing() {
    index.breakFile(file("gone").filename(), Fault.instead(Answer.status(404)));

    var missing = WebClient.get(link("gone"));

    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(WebClient.text(missing))
        .contains("127.0.0.1 has nothing at " + index.url().resolve("../packages/"));
  }

  @Test
  void aFileThatNoPageListsCannotBeHad() {
    URI unlisted = proxy.resolve("files/" + "0".repeat(64) + "/" + file("whole").filename());

    assertThat(WebClient.get(unlisted).statusCode()).isEqualTo(404);
  }

  @Test
  void linksHoldAfterARestartWithoutTheirPage() throws Exception {
    String path = link("kept").getPath();
    int pagesBefore = index.log().gets("/simple/kept/").size();

    try (var restarted = startProxy()) {
      var file = WebClient.get(restarted.indexUrl().resolve(path));

      assertThat(file.body()).isEqualTo(file("kept").content());
    }

    assertThat(index.log().gets("/simple/kept/")).hasSize(pagesBefore);
  }

  private static ProxyProcess startProxy() throws IOException {
    return ProxyProcess.before(index.url(), cache).date("2020-01-01").start();
  }

  private static DistributionFile file(String project) {
    return index.files(project).get(0).file();
  }

  private static URI link(String project) {
    return ProjectPage.link(proxy.indexUrl(), project, file(project).filename());
  }

  private static List<String> storedArtifacts() throws IOException {
    try (Stream<Path> files = Files.walk(cache.resolve("artifacts-v1"))) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
