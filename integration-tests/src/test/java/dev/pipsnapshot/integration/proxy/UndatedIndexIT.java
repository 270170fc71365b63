package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.PageShape;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An index that tells no upload times: nothing of it may be shown by accident. */
class UndatedIndexIT {
  private static final String WHEEL = "undated-1.0-py3-none-any.whl";

  private FixtureIndex index;

  @TempDir private Path cache;

  @BeforeEach
  void publish() {
    index =
        FixtureIndex.start()
            .shape("undated", PageShape.HTML_WITHOUT_TIMES)
            .publish("2019-01-01T00:00:00Z", WheelFile.of("undated", "1.0"))
            .shape("undated-json", PageShape.JSON_WITHOUT_TIMES)
            .publish("2019-01-01T00:00:00Z", WheelFile.of("undated-json", "1.0"));
  }

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void itsPagesAreRefusedNamingTheFix(@TempDir Path dest) throws Exception {
    try (var proxy = ProxyProcess.before(index.url(), cache).date("2020-01-01").start()) {
      for (String project : new String[] {"undated", "undated-json"}) {
        var refused = WebClient.getHtml(proxy.indexUrl().resolve(project + "/"));

        assertThat(refused.statusCode()).isEqualTo(502);
        assertThat(WebClient.text(refused))
            .contains(index.url() + " does not say when 1 file of '" + project + "' came")
            .contains("--missing-upload-time hide")
            .doesNotContain("<a ");
      }
      RealPip.of(RealPip.NEW)
          .download(proxy.indexUrl(), dest, "--retries", "0", "undated")
          .run()
          .assertFailed();
      assertThat(index.log().gets(WHEEL)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"undated", "undated-json"})
  void itsFilesAreShownOnlyWhenAskedFor(String project) throws Exception {
    try (var proxy = startWith("show")) {
      assertThat(ProjectPage.filesInHtml(proxy.indexUrl(), project)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"undated", "undated-json"})
  void itsFilesAreHiddenWhenAskedFor(String project) throws Exception {
    try (var proxy = startWith("hide")) {
      var page = WebClient.getHtml(proxy.indexUrl().resolve(project + "/"));

      assertThat(page.statusCode()).isEqualTo(404);
      assertThat(WebClient.text(page))
          .contains("'" + project + "' exists, but its index does not say when");
    }
  }

  @Test
  void oneProjectCanHaveAPolicyOfItsOwn() throws Exception {
    try (var proxy =
        ProxyProcess.before(index.url(), cache)
            .date("2020-01-01")
            .with("--missing-upload-time-for", "Undated=show")
            .start()) {
      assertThat(ProjectPage.filesInHtml(proxy.indexUrl(), "undated")).hasSize(1);
      assertThat(WebClient.get(proxy.indexUrl().resolve("undated-json/")).statusCode())
          .isEqualTo(502);
    }
  }

  @ParameterizedTest
  @CsvSource({"2019-06-01, 404", "2020-01-01, 200"})
  void timesOfTheSameBytesAreTakenFromTheDefaultIndex(String date, int status) throws Exception {
    try (var dated =
            FixtureIndex.start().publish("2019-07-01T00:00:00Z", WheelFile.of("undated", "1.0"));
        var proxy =
            ProxyProcess.before(dated.url(), cache)
                .date(date)
                .with("--extra-index", "copies=" + index.url(), "--owns", "copies=undated*")
                .with("--missing-upload-time", "match")
                .start()) {
      assertThat(WebClient.get(proxy.indexUrl().resolve("undated/")).statusCode())
          .isEqualTo(status);
    }
  }

  @Test
  void theSamePolicyHoldsUnderDatesInUrls() throws Exception {
    try (var proxy =
        ProxyProcess.before(index.url(), cache).with("--missing-upload-time", "show").start()) {
      URI dated = proxy.resolve("snapshot/2020-01-01/simple/");

      assertThat(ProjectPage.filesInHtml(dated, "undated")).hasSize(1);
      assertThat(WebClient.get(proxy.indexUrl().resolve("undated/")).statusCode()).isEqualTo(404);
    }
  }

  private ProxyProcess startWith(String policy) throws Exception {
    return ProxyProcess.before(index.url(), cache)
        .date("2020-01-01")
        .with("--missing-upload-time", policy)
        .start();
  }
}
