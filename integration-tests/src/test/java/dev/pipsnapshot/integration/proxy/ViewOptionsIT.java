package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.PublishedFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line makes of the view. */
class ViewOptionsIT {
  private final FixtureIndex index =
      FixtureIndex.start()
          .publish("2019-01-01T00:00:00Z", WheelFile.of("demo", "1.0"))
          .publish(
              PublishedFile.of("2019-02-01T00:00:00Z", WheelFile.of("demo", "2.0"))
                  .yanked("a mistake"));

  @TempDir private Path cache;

  @AfterEach
  void stop() {
    index.close();
  }

  @ParameterizedTest
  @CsvSource({"honour, demo-1.0-py3-none-any.whl", "ignore, demo-2.0-py3-none-any.whl"})
  void pipTakesAYankedVersionOnlyWhereYanksAreIgnored(
      String policy, String expected, @TempDir Path dest) throws Exception {
    try (var proxy =
        ProxyProcess.before(index.url(), cache)
            .date("2020-01-01")
            .with("--yanked", policy)
            .start()) {
      RealPip.of(RealPip.NEW).download(proxy.indexUrl(), dest, "demo").run().assertSucceeded();
    }

    assertThat(dest.toFile().list()).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({"honour, true", "ignore, false"})
  void yanksAreTreatedAlikeUnderDatesInUrls(String policy, boolean marked) throws Exception {
    try (var proxy = ProxyProcess.before(index.url(), cache).with("--yanked", policy).start()) {
      var page = WebClient.getHtml(proxy.resolve("snapshot/2020-01-01/simple/demo/"));

      assertThat(WebClient.text(page).contains("data-yanked=\"a mistake\"")).isEqualTo(marked);
      assertThat(WebClient.getHtml(proxy.indexUrl().resolve("demo/")).statusCode()).isEqualTo(404);
      assertThat(WebClient.get(proxy.resolve("explain/demo")).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void theListOfProjectsStaysInItsView() throws Exception {
    try (var proxy =
        ProxyProcess.before(index.url(), cache).with("--token", "secret-path").start()) {
      URI dated = proxy.resolve("snapshot/2020-01-01/simple/");

      assertThat(WebClient.text(WebClient.getHtml(dated))).contains("<a href=\"demo/\">demo</a>");
      assertThat(WebClient.json(WebClient.getJson(dated)).at("/projects/0/name").asText())
          .isEqualTo("demo");
      assertThat(WebClient.getHtml(proxy.indexUrl()).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aTokenThatIsNoneIsAMistakeOnTheCommandLine() {
    var outcome = ProxyProcess.before(index.url(), cache).with("--token", "short").run();

    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(2);
    assertThat(outcome.stderr()).contains("--token: a token is 8 to 128 letters");
  }

  @Test
  void aDateForOneProjectNeedsOneForTheOthers() {
    var outcome =
        ProxyProcess.before(index.url(), cache).with("--date-for", "demo=2019-01-15").run();

    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(2);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr()).contains("--date-for demo=2019-01-15: there is no --date");
  }

  @Test
  void aFutureDateIsAgainstThePolicy() {
    var outcome = ProxyProcess.before(index.url(), cache).date("2999-01-01").run();

    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(7);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr()).contains("2999-01-01", "in the future").doesNotContain("\tat ");
  }

  @Test
  void aMonthIsNoDateAndTheAdviceSaysWhatToWrite() {
    var outcome = ProxyProcess.before(index.url(), cache).date("2021-05").run();

    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(2);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr()).contains("'2021-05'", "2021-05-01").doesNotContain("\tat ");
  }
}
