package dev.pipsnapshot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class StderrLoggerTest {
  @Test
  void startsEachLineWithTheTimeInUtcWhereThatIsWanted() {
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678901Z"), ZoneOffset.UTC);

    assertThat(StderrLogger.line(Optional.of(clock), Level.WARN, "page-refused", null))
        .isEqualTo("2026-01-02T03:04:05.678Z WARN  page-refused" + System.lineSeparator());
    assertThat(StderrLogger.line(Optional.empty(), Level.ERROR, "bug", null))
        .isEqualTo("ERROR bug" + System.lineSeparator());
  }

  @Test
  void letsNothingInAMessageStartALineOrSteerATerminal() {
    String hostile =
        "a\nWARN forged\r\u2028\u2029\u0085 \u001b[2J \u202e\u200b \ud83d\ude00 \ud800 é";

    assertThat(StderrLogger.line(Optional.empty(), Level.WARN, hostile, null))
        .isEqualTo("WARN  a?WARN forged???? ?[2J ?? \ud83d\ude00 ? é" + System.lineSeparator());
  }
}
