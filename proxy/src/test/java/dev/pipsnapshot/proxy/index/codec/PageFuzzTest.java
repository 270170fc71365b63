package dev.pipsnapshot.proxy.index.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectFile;
import java.util.List;
import java.util.Optional;

/**
 * Whatever an index may send is a page or is said to be malformed; and what a page says is said
 * again by the pages that are written from it, neither more nor less.
 */
class PageFuzzTest {
  private static final PageEncoder ENCODER = new PageEncoder(OriginalUrls.NAMED);

  @FuzzTest
  void html(byte[] body) {
    decoded("text/html", body).ifPresent(PageFuzzTest::assertWritesAsMuch);
  }

  @FuzzTest
  void json(byte[] body) {
    decoded(PageFormat.JSON_V1.contentType(), body).ifPresent(PageFuzzTest::assertWritesAsMuch);
  }

  @FuzzTest
  void legacy(byte[] body) {
    new LegacyJsonDecoder()
        .decode(body, Pages.URL)
        .ifPresent(times -> assertThat(times).doesNotContainValue(null));
  }

  private static void assertWritesAsMuch(ProjectDetail detail) {
    assertThat(detail.files()).allSatisfy(file -> assertThat(file.uri()).hasNoFragment());
    byte[] json = Pages.encoded(ENCODER, detail, PageFormat.JSON_V1, PageFuzzTest::appendUrl);
    ProjectDetail fromJson = Pages.decode(PageFormat.JSON_V1.contentType(), json);
    assertThat(names(fromJson.files())).isEqualTo(names(detail.files()));
    assertThat(urls(fromJson.files())).isEqualTo(urls(detail.files()));
    assertThat(hashesAndTimes(fromJson.files())).isEqualTo(hashesAndTimes(detail.files()));
    assertThat(Pages.encoded(ENCODER, fromJson, PageFormat.JSON_V1, PageFuzzTest::appendUrl))
        .isEqualTo(json);

    List<ProjectFile> linked = detail.files().stream().filter(PageFuzzTest::isAFileInHtml).toList();
    byte[] html = Pages.encoded(ENCODER, detail, PageFormat.HTML, PageFuzzTest::appendName);
    ProjectDetail fromHtml = Pages.decode(PageFormat.HTML.contentType(), html);
    assertThat(names(fromHtml.files())).isEqualTo(names(linked));
    assertThat(fromHtml.files()).map(ProjectFile::origin).isEqualTo(origins(linked));
    assertThat(fromHtml.files()).map(ProjectFile::uploadTime).isEqualTo(times(linked));
  }

  private static Optional<ProjectDetail> decoded(String contentType, byte[] body) {
    try {
      return Optional.of(Pages.decode(contentType, body));
    } catch (MalformedPageException expected) {
      assertThat(expected).hasMessageContaining(Pages.URL.getPath());
      return Optional.empty();
    }
  }

  /** An HTML page tells files from other links by their names, or by a digest. */
  private static boolean isAFileInHtml(ProjectFile file) {
    return DistributionFilename.hasDistributionExtension(file.filename())
        || HtmlPageWriter.FRAGMENT_ALGORITHMS.stream()
            .anyMatch(algorithm -> file.hashes().get(algorithm).isPresent());
  }

  private static void appendUrl(StringBuilder page, ProjectFile file) {
    page.append(file.url());
  }

  private static void appendName(StringBuilder page, ProjectFile file) {
    page.append("../../files/").append(file.filenameInUrl());
  }

  private static List<String> names(List<ProjectFile> files) {
    return files.stream().map(ProjectFile::filename).toList();
  }

  private static List<String> urls(List<ProjectFile> files) {
    return files.stream().map(ProjectFile::url).toList();
  }

  private static List<?> hashesAndTimes(List<ProjectFile> files) {
    return files.stream().map(file -> List.of(file.hashes(), file.uploadTime())).toList();
  }

  private static List<?> origins(List<ProjectFile> files) {
    return files.stream().map(file -> Optional.of(file.originalUrl())).toList();
  }

  private static List<?> times(List<ProjectFile> files) {
    return files.stream().map(ProjectFile::uploadTime).toList();
  }
}
