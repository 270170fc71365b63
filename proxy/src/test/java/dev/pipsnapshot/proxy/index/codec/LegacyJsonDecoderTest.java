package dev.pipsnapshot.proxy.index.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyJsonDecoderTest {
  @Test
  void readsTimesByFileNameWhateverTheUrls() {
    assertThat(decode(Pages.recorded("demo/legacy.json")))
        .isEqualTo(
            Map.of(
                "demo-1.0.tar.gz",
                Instant.parse("2020-01-01T00:00:00Z"),
                "demo-1.1-py3-none-any.whl",
                Instant.parse("2020-06-01T00:00:00.123456Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"six", "colorama"})
  void agreesWithTheSimpleApi(String project) {
    var times = decode(Pages.recorded(project + "/legacy.json"));

    var joined = Pages.decoded(project + "/detail.html").withUploadTimes(times);

    assertThat(joined.files())
        .extracting("filename", "url", "hashes", "uploadTime")
        .containsExactlyInAnyOrderElementsOf(
            Pages.decoded(project + "/detail.json").files().stream()
                .map(file -> tuple(file.filename(), file.url(), file.hashes(), file.uploadTime()))
                .toList());
  }

  @Test
  void readsTimesAsDumbPypiWritesThem() {
    assertThat(decode(Pages.recorded("odd/legacy-space.json")))
        .isEqualTo(Map.of("demo-1.0.tar.gz", Instant.parse("2020-09-13T12:26:40Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"releases\": []}",
        "{\"releases\": {\"1\": [{\"filename\": \"a\", \"upload_time\": \"x\"}]}}",
        "{\"releases\": {\"1\": [{\"upload_time\": \"2020-01-01T00:00:00\"}]}}"
      })
  void takesNoTimeFromWhatIsShapedOtherwise(String body) {
    assertThat(decode(body.getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(decode(Pages.recorded("odd/legacy-odd.json"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"releases\": {\"1\": [", "<html></html>", "not found", "[]"})
  void knowsWhatIsNoJson(String body) {
    assertThat(new LegacyJsonDecoder().decode(body.getBytes(StandardCharsets.UTF_8), Pages.URL))
        .isEmpty();
  }

  private static Map<String, Instant> decode(byte[] body) {
    return new LegacyJsonDecoder().decode(body, Pages.URL).orElseThrow();
  }
}
