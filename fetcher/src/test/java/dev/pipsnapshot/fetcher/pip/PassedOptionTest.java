package dev.pipsnapshot.fetcher.pip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pipsnapshot.fetcher.failure.OptionRefused;
import dev.pipsnapshot.fetcher.failure.RequirementRefused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassedOptionTest {
  @ParameterizedTest
  @ValueSource(strings = {"--use-feature=fast-deps", "--no-clean", "--retries=0", "--pre"})
  void passesWhatStaysInTheView(String text) {
    assertThat(PassedOption.parse(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--index-url=https://example.org/simple",
        "--extra-index-url=https://example.org/simple",
        "--extra=https://example.org/simple",
        "--find=/srv",
        "--no-build-iso",
        "--dest=/srv",
        "--isolated",
        "--proxy=http://example.org",
        "--requirement=x.txt"
      })
  void refusesWhatLeavesItAlsoAbbreviated(String text) {
    assertThatExceptionOfType(RequirementRefused.class).isThrownBy(() -> PassedOption.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"six", "-ihttps://example.org", "-r", "--", "", "--Index-url=x"})
  void refusesWhatIsNoLongOption(String text) {
    assertThatExceptionOfType(OptionRefused.class).isThrownBy(() -> PassedOption.parse(text));
  }
}
