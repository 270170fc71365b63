package dev.pipsnapshot.proxy.http;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The value of {@code Date} (RFC 9110, section 5.6.7), formatted once a second. For one thread. */
final class DateHeader {
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Clock clock;
  private long second = Long.MIN_VALUE;
  private String text = "";

  DateHeader(Clock clock) {
    this.clock = clock;
  }

  String value() {
    long now = Math.floorDiv(clock.millis(), 1000L);
    if (now != second) {
      second = now;
      text = IMF_FIXDATE.format(Instant.ofEpochSecond(now));
    }
    return text;
  }
}
