package dev.pipsnapshot.fetcher.pip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipVersionTest {
  @Test
  void comesInTheOrderOfReleases() {
    assertThat(
            Stream.of("26.3", "20.3.4", "9.0.3", "22.3", "22.3b1", "21.0")
                .map(PipVersion::new)
                .sorted()
                .map(PipVersion::text))
        .containsExactly("9.0.3", "20.3.4", "21.0", "22.3b1", "22.3", "26.3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "latest", "23.*", "23.0.1/../..", "23 ", "v23", "1.2.3.4.5", "２３"})
  void isNothingElse(String text) {
    assertThat(PipVersion.isValid(text)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new PipVersion(text));
  }
}
