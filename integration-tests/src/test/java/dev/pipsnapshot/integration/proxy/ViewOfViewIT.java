package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Answer;
import dev.pipsnapshot.integration.support.http.LoopbackServer;
import dev.pipsnapshot.integration.support.http.ReceivedRequest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of a running proxy that pip was told to use everywhere, and so is an index to all. */
class ViewOfViewIT {
  private static final String LATER = "2023-01-01";

  private static FixtureIndex index;
  private static ProxyProcess inner;
  private static ProxyProcess undated;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    index =
        FixtureIndex.start()
            .publish("2019-01-01T00:00:00Z", WheelFile.of("app", "1.0").requires("later"))
            .publish("2022-06-01T00:00:00Z", WheelFile.of("app", "2.0").requires("later"))
            .publish("2022-07-01T00:00:00Z", WheelFile.of("later", "1.0"));
    inner = ProxyProcess.before(index.url(), folder.resolve("inner")).date("2022-01-01").start();
    undated = ProxyProcess.before(index.url(), folder.resolve("undated")).start();
  }

  @AfterAll
  static void stop() {
    inner.close();
    undated.close();
    index.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple/", "snapshot/2020-01-01/simple/", "live/simple/"})
  void anotherProxyInFrontMakesItsOwnViewOfTheWholeIndex(String view, @TempDir Path folder)
      throws Exception {
    for (ProxyProcess behind : new ProxyProcess[] {inner, undated}) {
      try (var front =
          ProxyProcess.before(behind.resolve(view), folder.resolve("cache-of-" + behind.hashCode()))
              .date(LATER)
              .start()) {
        Path dest = folder.resolve("dest-" + behind.hashCode());
        RealPip.of(RealPip.NEW).download(front.indexUrl(), dest, "app").run().assertSucceeded();
        assertThat(dest.toFile().list())
            .containsExactlyInAnyOrder("app-2.0-py3-none-any.whl", "later-1.0-py3-none-any.whl");
        assertThat(WebClient.text(WebClient.get(front.resolve("simple/"))))
            .as("the list of projects")
            .contains("later");
      }
    }
  }

  @Test
  void aFetchThatFindsItInPipsConfigurationLocksTheFilesOfTheIndex(@TempDir Path folder)
      throws Exception {
    Path cache = folder.resolve("cache");
    Path dest = folder.resolve("dest");
    Path lock = folder.resolve("pylock.toml");

    FetchProcess.from(index.url(), cache)
        .date(LATER)
        .with("--dest", folder.resolve("direct"), "app")
        .run()
        .assertSucceeded();
    FetchProcess.fromPipsIndex(inner.indexUrl(), cache)
        .date(LATER)
        .with("--dest", dest, "--lock", lock, "app")
        .run()
        .assertSucceeded();

    assertThat(dest.toFile().list())
        .containsExactlyInAnyOrder("app-2.0-py3-none-any.whl", "later-1.0-py3-none-any.whl");
    assertThat(Files.readString(lock))
        .contains(index.url().resolve("/packages/").toString())
        .doesNotContain(":" + inner.indexUrl().getPort());
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple/app/", "simple/later/", "simple/none/", "simple/"})
  void everyAnswerTellsItsCutoff(String path) {
    assertThat(told(inner.resolve(path))).isEqualTo("2022-01-01T00:00:00Z");
    assertThat(told(inner.resolve("snapshot/2020-01-01/" + path)))
        .isEqualTo("2020-01-01T00:00:00Z");
    assertThat(told(inner.resolve("live/" + path))).isEqualTo("none");
    assertThat(told(undated.resolve(path))).isEqualTo("missing");
  }

  @Test
  void aViewWithoutItsHeadersIsRefused(@TempDir Path folder) {
    try (LoopbackServer mirror = LoopbackServer.start(ViewOfViewIT::mirrored)) {
      ProcessOutcome outcome =
          FetchProcess.from(URI.create(mirror.origin() + "/simple/"), folder.resolve("cache"))
              .date(LATER)
              .with("--dest", folder.resolve("dest"), "app")
              .run();
      assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(7);
      assertThat(outcome.stderr()).contains("with the cutoff 2022-01-01T00:00:00Z");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void aProxyThatWouldAskItselfDoesNotStart(String host, @TempDir Path cache) {
    URI itself = URI.create("http://" + host + ":8417/simple/");

    ProcessOutcome outcome = ProxyProcess.beforePipsIndex(itself, cache).date(LATER).run();

    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(7);
    assertThat(outcome.stderr()).contains("it would ask itself");
  }

  /** The page as a mirror keeps it, which knows nothing of private headers. */
  private static Answer mirrored(ReceivedRequest request) {
    return Answer.ok(
        "text/html", WebClient.text(WebClient.getHtml(inner.resolve(request.path().substring(1)))));
  }

  private static String told(URI page) {
    return WebClient.get(page).headers().firstValue("X-Pip-Snapshot-Cutoff").orElse("");
  }
}
