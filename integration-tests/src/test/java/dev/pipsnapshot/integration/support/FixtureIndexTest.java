package dev.pipsnapshot.integration.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.integration.support.dist.CoreMetadataOffer;
import dev.pipsnapshot.integration.support.dist.PublishedFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Fault;
import dev.pipsnapshot.integration.support.http.Gate;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FixtureIndexTest {
  private static final String UPLOADED = "2020-06-01T12:00:00.250Z";
  private static final String WHEEL = "demo-1.0-py3-none-any.whl";

  private final FixtureIndex index =
      FixtureIndex.start()
          .publish(
              PublishedFile.of(UPLOADED, WheelFile.of("demo", "1.0").withBallast(10_000))
                  .metadata(CoreMetadataOffer.ADVERTISED));

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void makesTheSameBytesEachTime() {
    assertThat(WheelFile.of("demo", "1.0").withBallast(99).file().sha256())
        .isEqualTo(WheelFile.of("demo", "1.0").withBallast(99).file().sha256());
  }

  @Test
  void givesJsonToThoseWhoAcceptIt() {
    var page = WebClient.json(WebClient.getJson(page()));

    assertThat(page.at("/files/0/upload-time").asText()).isEqualTo(UPLOADED);
    assertThat(page.at("/files/0/core-metadata/sha256").asText()).hasSize(64);
    assertThat(WebClient.text(WebClient.getHtml(page()))).contains("data-upload-time=");
  }

  @Test
  void hidesTimesInHtmlAndTellsThemInTheLegacyDocument() {
    index.shape(PageShape.HTML_AND_LEGACY);

    assertThat(WebClient.text(WebClient.getJson(page()))).doesNotContain(UPLOADED);
    assertThat(
            WebClient.json(WebClient.get(legacy()))
                .at("/releases/1.0/0/upload_time_iso_8601")
                .asText())
        .isEqualTo(UPLOADED);
  }

  @Test
  void tellsNoTimeAtAll() {
    index.shape(PageShape.HTML_WITHOUT_TIMES);

    assertThat(WebClient.text(WebClient.getJson(page()))).contains(WHEEL).doesNotContain("2020");
    assertThat(WebClient.get(legacy()).statusCode()).isEqualTo(404);
  }

  @Test
  void changesItsFormWithEachRequest() {
    index.shape("demo", PageShape.FLIPPING);

    assertThat(contentType()).startsWith("application/vnd.pypi");
    assertThat(contentType()).startsWith("text/html");
    assertThat(contentType()).startsWith("application/vnd.pypi");
  }

  @Test
  void listsTheSameFilesInEitherForm() {
    assertThat(ProjectPage.filesInJson(index.url(), "demo"))
        .isEqualTo(ProjectPage.filesInHtml(index.url(), "demo"))
        .containsOnlyKeys(WHEEL);
  }

  @Test
  void countsRequestsAndBytes() {
    WebClient.get(file());
    WebClient.get(file());

    assertThat(index.log().gets(WHEEL)).hasSize(2);
    assertThat(index.log().bytesOf(WHEEL)).isEqualTo(2L * wheel().file().size());
  }

  @Test
  void servesCoreMetadataApart() {
    assertThat(WebClient.get(URI.create(file() + ".metadata")).body())
        .isEqualTo(wheel().file().coreMetadata().orElseThrow());
  }

  @Test
  void answersRangesAndTags() {
    index.manners(HttpManners.plain().withEntityTags());
    byte[] whole = WebClient.get(file()).body();
    String tag = WebClient.get(file()).headers().firstValue("ETag").orElseThrow();

    assertThat(WebClient.get(file(), Map.of("Range", "bytes=-5")).body())
        .isEqualTo(Arrays.copyOfRange(whole, whole.length - 5, whole.length));
    assertThat(WebClient.get(file(), Map.of("Range", "bytes=7-9", "If-Range", tag)).statusCode())
        .isEqualTo(206);
    assertThat(
            WebClient.get(file(), Map.of("Range", "bytes=7-9", "If-Range", "\"x\"")).statusCode())
        .isEqualTo(200);
    assertThat(WebClient.get(file(), Map.of("If-None-Match", tag)).statusCode()).isEqualTo(304);
  }

  @Test
  void breaksAFileAsOftenAsTold() {
    index.breakFile(WHEEL, 1, Fault.cutAfter(100));

    assertThatThrownBy(() -> WebClient.get(file())).hasRootCauseInstanceOf(IOException.class);
    assertThat(WebClient.get(file()).body()).hasSize(wheel().file().size());
  }

  @Test
  void resetsAConnection() {
    index.breakFile(WHEEL, Fault.noAnswer());

    assertThatThrownBy(() -> WebClient.get(file())).hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void saysWhenToComeAgain() {
    index.breakPage("demo", 1, Fault.unavailable(1));

    var refused = WebClient.get(page());

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(WebClient.get(page()).statusCode()).isEqualTo(200);
  }

  @Test
  void holdsAFileUntilLetGo() throws Exception {
    try (var gate = new Gate()) {
      index.breakFile(WHEEL, Fault.heldAfter(100, gate));

      try (InputStream in = file().toURL().openStream()) {
        assertThat(in.readNBytes(100)).hasSize(100);
        gate.awaitReached();
        assertThat(index.log().bytesOf(WHEEL)).isEqualTo(100);
        gate.open();
        assertThat(in.readAllBytes()).hasSize(wheel().file().size() - 100);
      }
    }
  }

  private PublishedFile wheel() {
    return index.files("demo").get(0);
  }

  private URI page() {
    return index.url().resolve("demo/");
  }

  private URI legacy() {
    return index.url().resolve("../pypi/demo/json");
  }

  private URI file() {
    return index.url().resolve("../packages/" + wheel().file().sha256() + "/" + WHEEL);
  }

  private String contentType() {
    return WebClient.getJson(page()).headers().firstValue("Content-Type").orElse("");
  }
}
