package dev.pipsnapshot.proxy.index.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in one place of a page costs that place at most: the good file beside stays. */
class MemberTypesTest {
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1.5",
          "1e400",
          "99999999999999999999",
          "\"\"",
          "\"x\"",
          "\"\\ud800\"",
          "[]",
          "[1]",
          "[{\"a\": [null]}]",
          "{}",
          "{\"sha256\": null}",
          "{\"sha256\": \"\"}",
          "{\"a\": {\"b\": []}}");
  private static final List<String> MEMBERS =
      List.of(
          "filename",
          "url",
          "_url",
          "hashes",
          "size",
          "upload-time",
          "requires-python",
          "yanked",
          "core-metadata",
          "dist-info-metadata",
          "data-dist-info-metadata",
          "gpg-sig",
          "provenance",
          "x-unknown");
  private static final String GOOD =
      "{\"filename\": \"demo-1.0.tar.gz\", \"url\": \"demo-1.0.tar.gz\","
          + " \"upload-time\": \"2020-01-01T00:00:00Z\"}";

  @Test
  void ofAFileInJson() {
    for (String member : MEMBERS) {
      for (String value : VALUES) {
        for (String entry :
            List.of(
                "{\"" + member + "\": " + value + ", \"filename\": \"b.zip\", \"url\": \"b.zip\"}",
                "{\"filename\": \"b.zip\", \"url\": \"b.zip\", \"" + member + "\": " + value + "}",
                value)) {
          assertKeepsTheGoodFiles("{\"files\": [" + GOOD + ", " + entry + ", " + GOOD + "]}");
        }
      }
    }
  }

  @Test
  void besideTheFilesInJson() {
    for (String value : VALUES) {
      for (String member :
          List.of("name", "versions", "project-status", "alternate-locations", "x-unknown")) {
        if (!member.equals("name") || !value.startsWith("\"")) {
          assertKeepsTheGoodFiles("{\"" + member + "\": " + value + ", \"files\": [" + GOOD + "]}");
        }
      }
      for (String member : List.of("tracks", "_last-serial", "x-unknown")) {
        assertKeepsTheGoodFiles(
            "{\"meta\": {\"" + member + "\": " + value + "}, \"files\": [" + GOOD + "]}");
      }
      assertKeepsTheGoodFiles("{\"meta\": " + value + ", \"files\": [" + GOOD + "]}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data-requires-python",
        "data-yanked",
        "data-core-metadata",
        "data-dist-info-metadata",
        "data-upload-time",
        "data-gpg-sig",
        "data-provenance",
        "data-pip-snapshot-url",
        "data-x",
        "href"
      })
  void ofALinkInHtml(String attribute) {
    for (String value :
        List.of(
            "", " ", "x", "sha256=55", "sha256=", "#sha256=xyz", "//", "http://[", "a:b", "&#0;")) {
      var detail =
          Pages.decode(
              "text/html",
              "<html><body><a href=\"demo-1.0.tar.gz\">demo-1.0.tar.gz</a><a "
                  + attribute
                  + "=\""
                  + value
                  + "\" href=\"b.zip\">b.zip</a></body></html>");

      assertThat(detail.files())
          .as(attribute + "=" + value)
          .extracting(ProjectFile::filename)
          .contains("demo-1.0.tar.gz");
      assertThat(
              Pages.encoded(
                  new PageEncoder(OriginalUrls.NAMED),
                  detail,
                  PageFormat.JSON_V1,
                  MemberTypesTest::url))
          .isNotEmpty();
    }
  }

  @Test
  void ofALegacyAnswer() {
    String good = "{\"filename\": \"a-1.zip\", \"upload_time\": \"2020-01-01T00:00:00\"}";
    var answers = new ArrayList<String>();
    for (String value : VALUES) {
      for (String member : List.of("filename", "upload_time", "upload_time_iso_8601", "x")) {
        answers.add("{\"releases\": {\"1\": [{\"" + member + "\": " + value + "}, " + good + "]}}");
        answers.add(
            "{\"urls\": [{\"filename\": \"b\", \"" + member + "\": " + value + "}, " + good + "]}");
      }
      answers.add("{\"releases\": {\"1\": [" + value + ", " + good + "], \"2\": " + value + "}}");
      answers.add(
          "{\"releases\": " + value + ", \"info\": " + value + ", \"urls\": [" + good + "]}");
      answers.add("{\"releases\": {\"1\": [" + good + "]}, \"urls\": " + value + "}");
    }

    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(
                        new LegacyJsonDecoder()
                            .decode(answer.getBytes(StandardCharsets.UTF_8), Pages.URL)
                            .map(times -> times.containsKey("a-1.zip")))
                    .isEqualTo(Optional.of(true)));
  }

  private static void assertKeepsTheGoodFiles(String page) {
    var detail = Pages.decode(PageFormat.JSON_V1.contentType(), page);

    assertThat(detail.files())
        .as(page)
        .extracting(ProjectFile::filename)
        .contains("demo-1.0.tar.gz");
    for (PageFormat format : List.of(PageFormat.JSON_V1, PageFormat.HTML)) {
      assertThat(
              Pages.encoded(
                  new PageEncoder(OriginalUrls.NAMED), detail, format, MemberTypesTest::url))
          .as(page)
          .isNotEmpty();
    }
  }

  private static void url(StringBuilder page, ProjectFile file) {
    page.append(file.filenameInUrl());
  }
}
