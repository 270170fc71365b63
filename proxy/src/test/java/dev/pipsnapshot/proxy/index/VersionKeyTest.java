package dev.pipsnapshot.proxy.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionKeyTest {
  @ParameterizedTest
  @CsvSource({
    "1.0, 1",
    "1.0.0, 1.0",
    "v1.0, 1.0",
    "1.0-beta.1, 1.0b1",
    "1.0_ALPHA, 1.0a0",
    "1.0c2, 1.0rc2",
    "1.0-1, 1.0.post1",
    "1.0rev3, 1.0.post3",
    "1.0DEV, 1.0.dev0",
    "01.002, 1.2",
    "0!1.0, 1.0",
    "1.0_local.1, 1.0+local-1"
  })
  void spellingsOfOneVersionAreEqual(String one, String other) {
    assertThat(VersionKey.of(one)).isEqualTo(VersionKey.of(other));
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1.0.1",
    "1.0a1, 1.0b1",
    "1.0, 1.0.post0",
    "1!1.0, 1.0",
    "1.0+a, 1.0",
    "odd, even"
  })
  void differentVersionsDiffer(String one, String other) {
    assertThat(VersionKey.of(one)).isNotEqualTo(VersionKey.of(other));
  }
}
