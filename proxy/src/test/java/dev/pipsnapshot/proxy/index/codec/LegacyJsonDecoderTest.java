package dev.pipsnapshot.proxy.index.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"releases\": []}",
        "{\"releases\": {\"1\": [{\"filename\": \"a\", \"upload_time\": \"x\"}]}}",
        "{\"releases\": {\"1\": [",
        "<html></html>"
      })
  void refusesWhatIsNoSuchAnswer(String body) {
    assertThatExceptionOfType(MalformedPageException.class)
        .isThrownBy(() -> decode(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static Map<String, Instant> decode(byte[] body) {
    return new LegacyJsonDecoder().decode(body, Pages.URL);
  }
}
