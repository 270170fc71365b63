package dev.pipsnapshot.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateHeaderTest {
  @Test
  void writesTheExampleOfTheRfc() {
    assertThat(at("1994-11-06T08:49:37Z")).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1970-01-01T00:00:00Z", "2024-02-29T23:59:59.999Z", "2026-12-31T12:00:01Z"})
  void writesWhatTheLibraryWouldWrite(String instant) {
    var formatter =
        DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    assertThat(at(instant)).isEqualTo(formatter.format(Instant.parse(instant)));
  }

  private static String at(String instant) {
    return new DateHeader(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC)).value();
  }
}
