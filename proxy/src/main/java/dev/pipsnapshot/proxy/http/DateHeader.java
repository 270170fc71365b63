package dev.pipsnapshot.proxy.http;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The value of {@code Date} (RFC 9110, section 5.6.7), formatted once a second. By hand, because
 * the names of days would make the first answer of a process wait for the data of a locale. For one
 * thread.
 */
final class DateHeader {
  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

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
      text = imfFixdate(LocalDateTime.ofEpochSecond(now, 0, ZoneOffset.UTC));
    }
    return text;
  }

  /** For instance {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
  private static String imfFixdate(LocalDateTime utc) {
    var date = new StringBuilder(29);
    date.append(DAYS[utc.getDayOfWeek().getValue() - 1]).append(", ");
    twoDigits(date, utc.getDayOfMonth()).append(' ');
    date.append(MONTHS[utc.getMonthValue() - 1]).append(' ');
    twoDigits(date, utc.getYear() / 100);
    twoDigits(date, utc.getYear() % 100).append(' ');
    twoDigits(date, utc.getHour()).append(':');
    twoDigits(date, utc.getMinute()).append(':');
    return twoDigits(date, utc.getSecond()).append(" GMT").toString();
  }

  private static StringBuilder twoDigits(StringBuilder out, int value) {
    return out.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}
