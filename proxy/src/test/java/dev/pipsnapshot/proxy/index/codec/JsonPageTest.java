package dev.pipsnapshot.proxy.index.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.proxy.index.CoreMetadata;
import dev.pipsnapshot.proxy.index.Hashes;
import dev.pipsnapshot.proxy.index.JsonMember;
import dev.pipsnapshot.proxy.index.MalformedFile;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectStatus;
import dev.pipsnapshot.proxy.index.Yank;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPageTest {
  private static final String JSON = "application/vnd.pypi.simple.v1+json";

  @Test
  void readsAllThatPepsDefineAndKeepsAllElse() {
    var detail = Pages.decoded("demo/detail.json");

    assertThat(detail.name()).isEqualTo("Demo");
    assertThat(detail.versions()).contains(List.of("1.0", "1.1"));
    assertThat(detail.status())
        .contains(new ProjectStatus("archived", Optional.of("moved & gone")));
    assertThat(detail.tracks()).containsExactly("https://first.example/simple/demo/");
    assertThat(detail.alternateLocations()).containsExactly("https://other.example/simple/demo/");
    assertThat(detail.unknownMeta())
        .containsExactly(
            new JsonMember("_last-serial", "12"), new JsonMember("_note", "[1, {\"a\": \"}\"}]"));
    assertThat(detail.unknownMembers())
        .containsExactly(new JsonMember("x-extra", "{\"deep\": [true, null, \"\\u00e9 é\"]}"));
    assertThat(detail.files())
        .containsExactly(
            ProjectFile.builder(
                    "demo-1.0.tar.gz", "https://index.example/root/packages/demo-1.0.tar.gz")
                .hashes(detail.files().get(0).hashes())
                .size(12)
                .requiresPython(">=3.6")
                .uploadTime(Instant.parse("2020-01-01T00:00:00Z"))
                .gpgSignature(true)
                .coreMetadata(new CoreMetadata.Advertised(Hashes.of("sha256", "d".repeat(64))))
                .unknownMember(new JsonMember("x-number", "1.50"))
                .unknownMember(new JsonMember("x-text", "\"a \\\"b\\\"\""))
                .build(),
            ProjectFile.builder(
                    "demo-1.1-py3-none-any.whl", "https://cdn.example/d/demo-1.1-py3-none-any.whl")
                .size(34)
                .uploadTime(Instant.parse("2020-06-01T00:00:00.500Z"))
                .yank(Yank.because("bad </a><script>\n"))
                .coreMetadata(new CoreMetadata.Advertised(Hashes.of("sha256", "c".repeat(64))))
                .provenance("https://first.example/p")
                .build());
    assertThat(detail.files().get(0).hashes().byAlgorithm())
        .containsExactly(
            Map.entry("sha256", "a".repeat(64)),
            Map.entry("md5", "0123456789abcdef0123456789abcdef"));
  }

  @Test
  void everyCutPageIsMalformed() {
    var whole = Pages.recorded("demo/detail.json");
    for (int length = 0; length < whole.length - 2; length++) {
      var cut = Arrays.copyOf(whole, length);
      assertThatExceptionOfType(MalformedPageException.class)
          .isThrownBy(() -> Pages.decode(JSON, cut));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"message\": \"not found\"}",
        "[]",
        "null",
        "{\"files\": {}}",
        "{\"files\": [1]}",
        "{\"files\": [{}]}",
        "{\"files\": [{\"filename\": \"a-1.zip\"}]}",
        "{\"files\": [{\"filename\": 1}]}",
        "{\"files\": []} x",
        "{\"files\": []}{\"files\": []}",
        "{\"files\": [], \"name\": \"other\"}",
        "{\"files\": [], \"name\": \"../demo\"}",
        "{\"files\": [], \"meta\": {\"api-version\": \"2.0\"}}",
        "{\"files\": [], \"meta\": {\"api-version\": \"10\"}}",
        "{\"files\": [], \"meta\": {\"api-version\": 2.0}}"
      })
  void refusesWrongShapes(String page) {
    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(() -> Pages.decode(JSON, page));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"hashes\": {\"sha256\": \"abc\"}",
        "\"hashes\": []",
        "\"size\": -1",
        "\"size\": \"12\"",
        "\"size\": 1000000000000000000",
        "\"size\": 99999999999999999999",
        "\"upload-time\": \"yesterday\"",
        "\"upload-time\": \"2020-01-01T00:00:00\"",
        "\"upload-time\": \"2020-02-30T00:00:00Z\"",
        "\"upload-time\": 1577836800",
        "\"yanked\": {}",
        "\"core-metadata\": \"yes\""
      })
  void refusesAPageWithNoGoodFileAndNamesThePlace(String member) {
    var page = "{\"files\": [{\"filename\": \"a-1.zip\", \"url\": \"a-1.zip\", " + member + "}]}";

    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(() -> Pages.decode(JSON, page))
        .withMessageStartingWith("the page https://index.example/root/simple/demo/ is malformed: ")
        .withMessageContaining("line 1, column ")
        .satisfies(e -> assertThat(e.diagnostic().category()).isEqualTo(Category.UPSTREAM));
  }

  @Test
  void aWrongMemberCostsItsFileOnly() {
    var detail = Pages.decode(JSON, Pages.recorded("odd/page-bad-members.json"));

    assertThat(detail.files())
        .extracting(ProjectFile::filename)
        .containsExactly("demo-1.0-py3-none-any.whl");
    assertThat(detail.malformed())
        .containsExactly(
            malformed("1.1", "at /files/1/upload-time, this is no time with a zone"),
            malformed("1.2", "at /files/2/size, this is not a whole number"),
            malformed("1.3", "at /files/3/upload-time, this is no time with a zone"),
            malformed("1.4", "at /files/4/hashes, not a digest: sha256=55"),
            malformed("1.5", "at /files/5/url, this is not a string"));
  }

  private static MalformedFile malformed(String version, String fault) {
    return new MalformedFile(Optional.of("demo-" + version + "-py3-none-any.whl"), fault);
  }

  @Test
  void takesADigestFromTheUrlWhereThereIsNoOther() {
    assertThat(Pages.decode(JSON, Pages.recorded("odd/page-hash-in-url.json")).files().get(0))
        .extracting(ProjectFile::url, ProjectFile::hashes)
        .containsExactly(
            "https://index.example/root/p/demo-1.0.tar.gz", Hashes.of("sha256", "1".repeat(64)));
  }

  @Test
  void takesNoFileWhoseUrlAndHashesDiffer() {
    var page =
        "{\"files\": [{\"filename\": \"a-1.zip\", \"url\": \"a-1.zip#sha256=%s\", \"hashes\":"
            + " {\"sha256\": \"%s\"}}, {\"filename\": \"a-2.zip\", \"url\": \"a-2.zip\"}]}";

    assertThat(Pages.decode(JSON, page.formatted("1".repeat(64), "2".repeat(64))).files())
        .hasSize(1);
    assertThat(Pages.decode(JSON, page.formatted("a".repeat(64), "A".repeat(64))).files())
        .hasSize(2);
  }

  @Test
  void whatIsBesideTheFilesAndWrongCountsAsNotThere() {
    var detail =
        Pages.decode(
            JSON,
            "{\"meta\": {\"api-version\": 1.1, \"tracks\": {}}, \"name\": null,"
                + " \"versions\": {\"1\": 0}, \"project-status\": [{\"status\": \"archived\"}],"
                + " \"alternate-locations\": [\"a\", 1],"
                + " \"files\": [{\"filename\": \"a-1.zip\", \"url\": \"a-1.zip\"}]}");

    assertThat(detail.files()).hasSize(1);
    assertThat(detail.name()).isEqualTo("demo");
    assertThat(detail.versions()).isEmpty();
    assertThat(detail.status()).isEmpty();
    assertThat(detail.tracks()).isEmpty();
    assertThat(detail.alternateLocations()).isEmpty();
    assertThat(Pages.decode(JSON, "{\"meta\": [1], \"files\": []}").files()).isEmpty();
  }

  @Test
  void readsSizesOfEighteenDigits() {
    assertThat(fileWith("\"size\": 999999999999999999").size()).hasValue(999_999_999_999_999_999L);
  }

  /** PEP 714: the older name counts where the newer one is missing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"core-metadata\": true, \"data-dist-info-metadata\": false",
        "\"data-dist-info-metadata\": false, \"core-metadata\": true",
        "\"core-metadata\": true, \"data-dist-info-metadata\": {\"sha256\": \"abc\"}",
        "\"data-dist-info-metadata\": true",
        "\"dist-info-metadata\": true"
      })
  void prefersTheNewerNameOfCoreMetadata(String members) {
    assertThat(fileWith(members).coreMetadata())
        .isEqualTo(new CoreMetadata.Advertised(Hashes.NONE));
  }

  @Test
  void takesTheNewerNamesWordThatThereIsNoCoreMetadata() {
    assertThat(
            fileWith("\"data-dist-info-metadata\": true, \"core-metadata\": false").coreMetadata())
        .isEqualTo(new CoreMetadata.NotAdvertised());
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "null", "\"\""})
  void takesNoFalseValueForAYank(String value) {
    var page = "{\"files\": [{\"filename\": \"a-1.zip\", \"url\": \"a-1.zip\", \"yanked\": ";

    assertThat(Pages.decode(JSON, page + value + "}]}").files().get(0).yank()).isEmpty();
    assertThat(Pages.decode(JSON, page + "true}]}").files().get(0).yank()).isPresent();
  }

  @Test
  void messageNamesTheMember() {
    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(() -> Pages.decode(JSON, "{\"files\": [{\"filename\": \"a\", \"url\": 3}]}"))
        .withMessageContaining("at /files/0/url");
  }

  @Test
  void messageKeepsSecretsOfTheUrl() {
    var url = URI.create("https://user:secret@index.example/simple/demo/?token=secret");

    assertThat(new MalformedPageException(url, "so", null))
        .hasMessageContaining("https://index.example/simple/demo/")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "2006-12-02T02:07:43Z, 2006-12-02T02:07:43Z",
    "2006-12-02T02:07:43.292775Z, 2006-12-02T02:07:43.292775Z",
    "2006-12-02T02:07:43.29Z, 2006-12-02T02:07:43.290Z",
    "2006-12-02T02:07:43.123456789Z, 2006-12-02T02:07:43.123456789Z",
    "2006-12-02T02:07:43+00:00, 2006-12-02T02:07:43Z",
    "2006-12-02T02:07:43.5-05:30, 2006-12-02T07:37:43.500Z",
    "2006-12-02t02:07:43z, 2006-12-02T02:07:43Z",
    "2006-12-02 02:07:43+0200, 2006-12-02T00:07:43Z"
  })
  void readsTimesInAnySpellingWithZone(String spelled, Instant time) {
    assertThat(UploadTime.parse(spelled)).isEqualTo(time);
  }

  @Test
  void readsPageAfterByteOrderMarkAndRefusesOtherEncodings() {
    var page = "{\"x\": [\"é\"], \"files\": []}";

    assertThat(Pages.decode(JSON, "\ufeff" + page).unknownMembers())
        .containsExactly(new JsonMember("x", "[\"é\"]"));
    for (var charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      var bytes = page.getBytes(Charset.forName(charset));
      assertThatExceptionOfType(MalformedPageException.class)
          .isThrownBy(() -> Pages.decode(JSON, bytes));
    }
  }

  @Test
  void contentDecidesWhereContentTypeIsWrong() {
    var json = new String(Pages.recorded("six/detail.json"), StandardCharsets.UTF_8);

    assertThat(Pages.decode("text/html", json.replace("\"six\"", "\"demo\"")).files()).hasSize(48);
    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(() -> Pages.decode("text/plain", "six-1.0.tar.gz"));
  }

  @Test
  void refusesDeepNestingAndHugeStrings() {
    var deep = "{\"x\": " + "[".repeat(100_000) + "]".repeat(100_000) + ", \"files\": []}";
    var huge = "{\"name\": \"" + "a".repeat(3_000_000) + "\", \"files\": []}";

    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(() -> Pages.decode(JSON, deep));
    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(() -> Pages.decode(JSON, huge));
  }

  private static ProjectFile fileWith(String members) {
    var page = "{\"files\": [{\"filename\": \"a-1.zip\", \"url\": \"a-1.zip\", " + members + "}]}";
    return Pages.decode(JSON, page).files().get(0);
  }
}
