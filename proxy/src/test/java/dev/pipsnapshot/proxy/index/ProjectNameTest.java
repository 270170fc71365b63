package dev.pipsnapshot.proxy.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectNameTest {
  @ParameterizedTest
  @CsvSource({
    "Flask, flask",
    "ruamel.yaml, ruamel-yaml",
    "zope__-.interface, zope-interface",
    "INSTALLER, installer",
    "a, a",
    "7z, 7z"
  })
  void normalisesAsPep503Says(String spelled, String normalised) {
    assertThat(ProjectName.parse(spelled)).hasToString(normalised);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "a/b", "..", "a b", "ä", "a\n", "a%2fb"})
  void refusesWhatIsNoName(String text) {
    assertThat(ProjectName.isValid(text)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> ProjectName.parse(text));
  }

  @Test
  void refusesNamesLongerThanFileNames() {
    assertThat(ProjectName.isValid("a".repeat(255))).isTrue();
    assertThat(ProjectName.isValid("a".repeat(256))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Flask", "a--b", "a.b", "-a"})
  void isNotMadeOfWhatIsNotNormalised(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ProjectName(text));
  }
}
