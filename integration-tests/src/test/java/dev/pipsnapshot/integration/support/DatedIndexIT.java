package dev.pipsnapshot.integration.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The witness itself is right about every kind of index that has times. */
class DatedIndexIT {
  private final FixtureIndex index =
      FixtureIndex.start()
          .publish("2020-06-01T12:00:00.999999Z", WheelFile.of("Demo.App", "1.0"))
          .publish("2020-06-01T12:00:01Z", WheelFile.of("Demo.App", "2.0"));

  @AfterEach
  void stop() {
    index.close();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"HTML_WITHOUT_TIMES", "JSON_WITHOUT_TIMES", "JSON_WITHOUT_DIGESTS"})
  void showsWhatWasUploadedStrictlyBefore(PageShape shape) throws Exception {
    index.shape(shape);

    try (var witness = DatedIndexProcess.before(index.url(), "2020-06-01T12:00:01Z")) {
      assertThat(ProjectPage.filesInHtml(witness.indexUrl(), "demo-app"))
          .containsExactly(
              Map.entry(
                  "Demo_App-1.0-py3-none-any.whl", index.files("demo-app").get(0).file().sha256()));
    }
  }
}
