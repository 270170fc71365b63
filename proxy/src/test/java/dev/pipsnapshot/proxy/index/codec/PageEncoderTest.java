package dev.pipsnapshot.proxy.index.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.index.ViewedPageException;
import dev.pipsnapshot.proxy.index.ViewedProject;
import dev.pipsnapshot.proxy.index.Yank;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageEncoderTest {
  private static final FileLinks LINKS =
      (page, file) -> page.append("../../files/").append(file.filenameInUrl());

  @Test
  void writesGoldenJson() {
    assertThat(encode(Pages.decoded("demo/detail.json"), PageFormat.JSON_V1))
        .isEqualTo(new String(Pages.recorded("golden/detail.json"), UTF_8));
  }

  @Test
  void writesGoldenHtml() {
    assertThat(encode(Pages.decoded("demo/detail.json"), PageFormat.HTML))
        .isEqualTo(new String(Pages.recorded("golden/detail.html"), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JSON_V1", "HTML"})
  void marksAPageOfAViewSoThatItIsNotReadAsOneOfAnIndex(PageFormat format) throws IOException {
    var detail = Pages.decoded("demo/detail.json");
    var page = new ByteArrayOutputStream();
    new PageEncoder(OriginalUrls.OMITTED)
        .encode(
            detail,
            Optional.of(new Cutoff(Instant.parse("2020-06-01T00:00:00.500Z"))),
            format,
            LINKS,
            page);

    assertThatThrownBy(
            () ->
                new PageDecoder()
                    .decode(detail.project(), page.toByteArray(), Optional.empty(), Pages.URL))
        .isInstanceOf(ViewedPageException.class)
        .hasMessageContaining("the cutoff 2020-06-01T00:00:00.500Z");
  }

  @Test
  void writesGoldenExplanation() {
    var view = SnapshotView.at(new Cutoff(Instant.parse("2020-06-01T00:00:00.500Z")));
    var detail = Pages.decoded("demo/detail.json");

    assertThat(new String(new ExplainEncoder().encode(detail, view.of(detail.project())), UTF_8))
        .isEqualTo(new String(Pages.recorded("golden/explain.json"), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"six/detail.json", "colorama/detail.json", "demo/detail.json"})
  void jsonRoundTripKeepsEverythingButTheSerial(String path) {
    var detail = Pages.decoded(path);

    var again =
        new PageDecoder()
            .decode(
                detail.project(),
                Pages.encoded(
                    new PageEncoder(OriginalUrls.OMITTED),
                    detail,
                    PageFormat.JSON_V1,
                    (page, file) -> page.append(file.url())),
                Optional.empty(),
                Pages.URL);

    assertThat(again)
        .isEqualTo(
            new ProjectDetail(
                detail.name(),
                detail.files(),
                List.of(),
                detail.versions(),
                detail.status(),
                detail.tracks(),
                detail.alternateLocations(),
                detail.unknownMeta().stream()
                    .filter(member -> !member.name().equals("_last-serial"))
                    .toList(),
                detail.unknownMembers()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"six/detail.html", "colorama/detail.html", "demo/detail.html"})
  void htmlRoundTripKeepsEverything(String path) {
    var detail = Pages.decoded(path);

    var again =
        new PageDecoder()
            .decode(
                detail.project(),
                Pages.encoded(
                    new PageEncoder(OriginalUrls.OMITTED),
                    detail,
                    PageFormat.HTML_V1,
                    (page, file) -> page.append(file.url())),
                Optional.of("text/html"),
                Pages.URL);

    assertThat(again).isEqualTo(detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JSON_V1", "HTML_V1"})
  void pageOfManyPiecesIsWhole(PageFormat format) {
    List<ProjectFile> files =
        IntStream.range(0, 2_000)
            .mapToObj(number -> ProjectFile.builder("é-" + number + ".zip", "https://a.example/x"))
            .map(file -> file.yank(Yank.because("\ud83d\ude00")).build())
            .toList();

    var again =
        new PageDecoder()
            .decode(
                ProjectName.parse("demo"),
                encode(ProjectDetail.of("demo", files), format).getBytes(UTF_8),
                Optional.of(format.contentType()),
                Pages.URL);

    assertThat(again.files())
        .extracting(ProjectFile::filename, ProjectFile::yank)
        .isEqualTo(files.stream().map(file -> tuple(file.filename(), file.yank())).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"six", "colorama"})
  void writesRecordedUploadTimesAsTheyCame(String project) throws IOException {
    var recorded = new ObjectMapper().readTree(Pages.recorded(project + "/detail.json"));

    var written =
        new ObjectMapper()
            .readTree(encode(Pages.decoded(project + "/detail.json"), PageFormat.JSON_V1));

    assertThat(written.findValuesAsText("upload-time"))
        .isEqualTo(recorded.findValuesAsText("upload-time"));
    assertThat(written.findValuesAsText("size")).isEqualTo(recorded.findValuesAsText("size"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JSON_V1", "HTML"})
  void livePageTellsOriginalUrlsThroughAnyChain(PageFormat format) {
    var detail = Pages.decoded("six/detail.json");
    for (int hop = 0; hop < 2; hop++) {
      var page = Pages.encoded(new PageEncoder(OriginalUrls.NAMED), detail, format, LINKS);
      detail = new PageDecoder().decode(detail.project(), page, Optional.empty(), Pages.URL);
    }

    assertThat(detail.files().get(0).url())
        .isEqualTo("https://index.example/root/files/six-0.9.0.tar.gz");
    assertThat(detail.files())
        .extracting(ProjectFile::originalUrl)
        .isEqualTo(
            Pages.decoded("six/detail.json").files().stream().map(ProjectFile::url).toList());
  }

  @Test
  void claimsOnlyTheApiVersionThatIsTrue() {
    var sized = ProjectFile.builder("demo-1.zip", "https://files.example/x").size(1).build();
    var unsized = ProjectFile.builder("demo-1.zip", "https://files.example/x").build();
    var versions = Optional.of(List.of("1"));
    var page = ProjectDetail.of("demo", List.of());

    assertThat(encode(page.with(List.of(sized), versions), PageFormat.JSON_V1))
        .startsWith("{\"meta\":{\"api-version\":\"1.1\"}");
    assertThat(encode(page.with(List.of(unsized), versions), PageFormat.JSON_V1))
        .startsWith("{\"meta\":{\"api-version\":\"1.0\"}");
    assertThat(encode(page.with(List.of(sized), Optional.empty()), PageFormat.JSON_V1))
        .startsWith("{\"meta\":{\"api-version\":\"1.0\"}");
  }

  @Test
  void hostileTextStaysText() throws IOException {
    var nasty = "\"'><script>&amp;\r\n\u0000\u001f\u2028é\ud83d\ude00\ud800\\";
    var file =
        ProjectFile.builder("demo-1.zip", "https://files.example/x")
            .requiresPython(nasty)
            .yank(Yank.because(nasty))
            .build();
    var detail = ProjectDetail.of("demo", List.of(file));
    var storable = "\"'><script>&amp;\r\n\u0000\u001f\u2028é\ud83d\ude00\ufffd\\";

    var json = new ObjectMapper().readTree(encode(detail, PageFormat.JSON_V1));
    var html = encode(detail, PageFormat.HTML);

    assertThat(json.at("/files/0/yanked").asText()).isEqualTo(storable);
    assertThat(json.at("/files/0/requires-python").asText()).isEqualTo(storable);
    assertThat(html).doesNotContain("<script>").contains("data-yanked=\"&quot;&#39;&gt;&lt;script");
    assertThat(html.lines().filter(line -> line.startsWith("<a href=\""))).hasSize(1);
  }

  @Test
  void recordedPageAtAnInstantHoldsExactlyWhatWasThere() {
    var time = Instant.parse("2021-05-05T14:18:18.379107Z");
    var detail = Pages.decoded("six/detail.json");
    var release =
        detail.files().stream()
            .filter(file -> file.filename().contains("1.16.0"))
            .map(file -> file.uploadTime().orElseThrow())
            .min(Instant::compareTo)
            .orElseThrow();

    var before = (ViewedProject.Shown) SnapshotView.at(new Cutoff(release)).apply(detail);
    var after =
        (ViewedProject.Shown) SnapshotView.at(new Cutoff(release.plusNanos(1_000))).apply(detail);

    assertThat(release).isBetween(time.minusSeconds(60), time.plusSeconds(60));
    assertThat(before.detail().versions().orElseThrow())
        .contains("1.15.0")
        .doesNotContain("1.16.0");
    assertThat(after.detail().versions().orElseThrow()).contains("1.16.0").doesNotContain("1.17.0");
  }

  private static String encode(ProjectDetail detail, PageFormat format) {
    return new String(
        Pages.encoded(new PageEncoder(OriginalUrls.OMITTED), detail, format, LINKS), UTF_8);
  }
}
