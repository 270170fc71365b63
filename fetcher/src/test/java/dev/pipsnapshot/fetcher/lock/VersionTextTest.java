package dev.pipsnapshot.fetcher.lock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"1", "2021.05.30", "1.0rc1", "1!2.0.post1.dev3", "1.0+cu118.x", "v1.0-1"})
  void knowsVersions(String text) {
    assertThat(VersionText.isVersion(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1 --index-url=http://x", "1\n-e .", "1.0+", "1;os_name"})
  void knowsWhatIsNoVersion(String text) {
    assertThat(VersionText.isVersion(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {">=3.6", ">= 2.7, !=3.0.*, <4", "==3.*", "~=3.6", ">3.5,!=3.7.0rc1"})
  void knowsSpecifiers(String text) {
    assertThat(VersionText.isSpecifierSet(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3.6", ">=3.6.*", "~=3", ">=3,", ">=3; x", "=>3", "===3", "< 4,~=3 "})
  void knowsWhatAreNoSpecifiers(String text) {
    assertThat(VersionText.isSpecifierSet(text)).isFalse();
  }
}
