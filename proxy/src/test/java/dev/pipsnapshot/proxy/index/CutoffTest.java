package dev.pipsnapshot.proxy.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutoffTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2021-05-01, 2021-05-01T00:00:00Z",
    "2021-05-01T12:30:00Z, 2021-05-01T12:30:00Z",
    "2021-05-01t12:30z, 2021-05-01T12:30:00Z",
    "2021-05-01 12:30:00+02:00, 2021-05-01T10:30:00Z",
    "2021-05-01T12:30:00.123456789-01:00, 2021-05-01T13:30:00.123456789Z",
    "@1619827200, 2021-05-01T00:00:00Z",
    "@0, 1970-01-01T00:00:00Z",
    "2026-01-01, 2026-01-01T00:00:00Z"
  })
  void readsDocumentedSpellings(String text, Instant instant) {
    assertThat(Cutoff.parse(text, NOW)).isEqualTo(new Cutoff(instant));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2021                | write the day too: 2021-01-01",
        "2021-05             | write the day too: 2021-05-01",
        "20210501            | write 2021-05-01, or @20210501",
        "2021-05-01T12:30    | write 2021-05-01T12:30Z for UTC",
        "2021-05-01T12:30:00 | write 2021-05-01T12:30:00Z for UTC",
        "2021-02-29          | there is no such date",
        "2021-13-01          | there is no such date",
        "2021-05-01T25:00Z   | there is no such date",
        "2021-W18            | write a date (2021-05-01, midnight UTC)",
        "yesterday           | write a date (2021-05-01, midnight UTC)",
        "P7D                 | write a date (2021-05-01, midnight UTC)",
        "1619827200          | write a date (2021-05-01, midnight UTC)",
        "@-1                 | write a date (2021-05-01, midnight UTC)",
        "''                  | write a date (2021-05-01, midnight UTC)"
      })
  void refusesOtherSpellingsAndSaysWhatToWrite(String text, String advice) {
    assertThatExceptionOfType(CutoffSyntaxException.class)
        .isThrownBy(() -> Cutoff.parse(text, NOW))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining(advice)
        .satisfies(e -> assertThat(e.diagnostic().category()).isEqualTo(Category.USAGE));
  }

  @Test
  void refusesTheFutureByPolicy() {
    assertThatExceptionOfType(CutoffSyntaxException.class)
        .isThrownBy(() -> Cutoff.parse("2026-01-01T00:00:00.000000001Z", NOW))
        .withMessageContaining("is in the future")
        .satisfies(e -> assertThat(e.diagnostic().category()).isEqualTo(Category.POLICY));
  }

  @Test
  void admitsStrictlyBefore() {
    var cutoff = Cutoff.parse("2021-05-01", NOW);

    assertThat(cutoff.admits(cutoff.instant().minusNanos(1_000))).isTrue();
    assertThat(cutoff.admits(cutoff.instant())).isFalse();
  }
}
