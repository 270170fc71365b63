package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.CoreMetadataOffer;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.PublishedFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as HTTP clients get them. */
class ServedPageIT {
  private static final String UPLOADED = "2019-01-01T00:00:00.125Z";
  private static final String TOKEN = "a-token-of-the-test";

  private static FixtureIndex index;
  private static ProxyProcess proxy;

  @BeforeAll
  static void start(@TempDir Path cache) throws Exception {
    index =
        FixtureIndex.start()
            .publish(
                PublishedFile.of(UPLOADED, WheelFile.of("Demo.App", "1.0").requiresPython(">=3.6"))
                    .metadata(CoreMetadataOffer.ADVERTISED))
            .publish(
                PublishedFile.of(UPLOADED, WheelFile.of("Demo.App", "1.1"))
                    .yanked("broken <b>here</b>"))
            .publish(
                UPLOADED,
                odd("Demo.App-0.1-py2.7.egg"),
                odd("Demo.App-0.1.win32.exe"),
                odd("Demo.App-0.1 (final)+x.zip"))
            .publish("2020-06-01T00:00:00Z", WheelFile.of("younger", "1.0"));
    proxy =
        ProxyProcess.before(index.url(), cache).date("2020-01-01").with("--token", TOKEN).start();
  }

  @AfterAll
  static void stop() {
    proxy.close();
    index.close();
  }

  @Test
  void oddFilesSurvive() {
    Map<String, String> files = ProjectPage.filesInHtml(proxy.indexUrl(), "demo-app");

    assertThat(files)
        .isEqualTo(ProjectPage.filesInJson(proxy.indexUrl(), "demo-app"))
        .isEqualTo(ProjectPage.filesInJson(index.url(), "demo-app"))
        .containsKeys(
            "Demo.App-0.1-py2.7.egg", "Demo.App-0.1.win32.exe", "Demo.App-0.1 (final)+x.zip");
    for (String filename : files.keySet()) {
      var file = WebClient.get(ProjectPage.link(proxy.indexUrl(), "demo-app", filename));
      assertThat(DistributionFile.sha256(file.body())).isEqualTo(files.get(filename));
    }
  }

  @Test
  void linksAreRelativeSoThatAnyPrefixMayStandBefore() {
    var page = Jsoup.parse(WebClient.text(WebClient.getHtml(page("demo-app"))));
    var json = WebClient.json(WebClient.getJson(page("demo-app")));

    assertThat(page.select("a"))
        .hasSize(5)
        .allSatisfy(link -> assertThat(link.attr("href")).startsWith("../../files/"));
    assertThat(json.path("files"))
        .hasSize(5)
        .allSatisfy(file -> assertThat(file.path("url").asText()).startsWith("../../files/"));
  }

  @Test
  void bothFormsSayAllThatUpstreamSaid() {
    var json = WebClient.json(WebClient.getJson(page("demo-app")));
    var html = Jsoup.parse(WebClient.text(WebClient.getHtml(page("demo-app"))));
    String metadata =
        DistributionFile.sha256(index.files("demo-app").get(0).file().coreMetadata().orElseThrow());

    assertThat(json.path("files"))
        .anySatisfy(
            file -> {
              assertThat(file.path("filename").asText()).contains("-1.0-");
              assertThat(file.path("requires-python").asText()).isEqualTo(">=3.6");
              assertThat(Instant.parse(file.path("upload-time").asText())).isEqualTo(UPLOADED);
              assertThat(file.at("/core-metadata/sha256").asText()).isEqualTo(metadata);
              assertThat(file.path("size").asInt()).isPositive();
            })
        .anySatisfy(
            file -> assertThat(file.path("yanked").asText()).isEqualTo("broken <b>here</b>"));
    assertThat(html.select("a"))
        .anySatisfy(
            link -> {
              assertThat(link.text()).contains("-1.0-");
              assertThat(link.attr("data-requires-python")).isEqualTo(">=3.6");
              assertThat(Instant.parse(link.attr("data-upload-time"))).isEqualTo(UPLOADED);
              assertThat(link.attr("data-core-metadata")).isEqualTo("sha256=" + metadata);
              assertThat(link.attr("data-dist-info-metadata")).isEqualTo("sha256=" + metadata);
            })
        .anySatisfy(link -> assertThat(link.attr("data-yanked")).isEqualTo("broken <b>here</b>"));
  }

  @ParameterizedTest
  @CsvSource({
    "Demo.App/, ../demo-app/",
    "DEMO__APP/, ../demo-app/",
    "Demo.App, demo-app/",
    "demo-app, demo-app/"
  })
  void otherSpellingsOfANameLeadToTheNormalisedOne(String asked, String location) {
    var moved = WebClient.get(proxy.indexUrl().resolve(asked));

    assertThat(moved.statusCode()).isBetween(301, 308);
    assertThat(moved.headers().firstValue("Location")).contains(location);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.pypi.simple.v1+json",
        "application/vnd.pypi.simple.v1+html",
        "text/html"
      })
  void eachFormHasATagThatSparesSendingItAgain(String type) {
    var first = WebClient.get(page("demo-app"), Map.of("Accept", type));
    String tag = first.headers().firstValue("ETag").orElseThrow();
    var again = WebClient.get(page("demo-app"), Map.of("Accept", type, "If-None-Match", tag));

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("ETag")).contains(tag);
    assertThat(first.headers().firstValue("Vary").orElse("")).containsIgnoringCase("accept");
  }

  @Test
  void theTagsOfTheFormsDiffer() {
    assertThat(WebClient.getJson(page("demo-app")).headers().firstValue("ETag"))
        .isNotEqualTo(WebClient.getHtml(page("demo-app")).headers().firstValue("ETag"));
  }

  @Test
  void anUnknownProjectIsToldFromOneWithNothingBeforeTheCutoff() {
    var unknown = WebClient.get(page("nobody-has-this"));
    var younger = WebClient.get(page("younger"));

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(WebClient.text(unknown)).contains("there is no project 'nobody-has-this'");
    assertThat(younger.statusCode()).isEqualTo(404);
    assertThat(WebClient.text(younger))
        .contains("'younger' exists", "2020-01-01T00:00:00Z", "2020-06-01T00:00:00Z");
  }

  @Test
  void nothingLivesOutsideTheToken() {
    URI withoutToken = proxy.indexUrl().resolve("/simple/demo-app/");

    assertThat(proxy.indexUrl().getPath()).isEqualTo("/" + TOKEN + "/simple/");
    assertThat(WebClient.get(withoutToken).statusCode()).isEqualTo(404);
    assertThat(WebClient.get(proxy.indexUrl().resolve("/wrong-token/simple/")).statusCode())
        .isEqualTo(404);
    assertThat(WebClient.get(proxy.resolve("healthz")).statusCode()).isEqualTo(200);
    assertThat(proxy.log()).doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2021-05", "2021", "20210501", "2021-05-01T12:30:00", "2999-01-01", "x"})
  void aDateThatIsNoneIsRefusedInTheUrl(String date) {
    var refused = WebClient.get(proxy.resolve("snapshot/" + date + "/simple/demo-app/"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(WebClient.text(refused)).contains("'" + date + "'");
  }

  private static DistributionFile odd(String filename) {
    return DistributionFile.of(
        "Demo.App", "0.1", filename, filename.getBytes(StandardCharsets.UTF_8));
  }

  private static URI page(String project) {
    return proxy.indexUrl().resolve(project + "/");
  }
}
