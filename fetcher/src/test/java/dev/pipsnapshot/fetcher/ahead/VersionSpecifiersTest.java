package dev.pipsnapshot.fetcher.ahead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionSpecifiersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        ">=1.0,<2;1.5;true",
        ">=1.0,<2;2.0;false",
        ">= 1.0 , != 1.3;1.3.0;false",
        "==1.3.*;1.3.7;true",
        "==1.3.*;1.30;false",
        "!=1.3.*;1.3.7;false",
        "~=1.4.2;1.4.9;true",
        "~=1.4.2;1.5;false",
        "~=1.4;1.9;true",
        "===1.0;1.0.0;true",
        ">1.0;1.0;false",
        "<=1.0;1.0;true",
        "==1!1.0;1.0;false",
        "'';3;true",
        "what is this;3;true"
      })
  void admitsWhatPipWould(String specifiers, String version, boolean admitted) {
    assertThat(
            VersionSpecifiers.parse(specifiers).admits(ReleaseVersion.parse(version).orElseThrow()))
        .isEqualTo(admitted);
  }
}
