package dev.pipsnapshot.proxy.index;

import java.util.regex.Pattern;

/** What to write instead of a text that names no instant. */
final class CutoffAdvice {
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern BASIC_DATE = Pattern.compile("\\d{8}");
  private static final Pattern TIMESTAMP_WITHOUT_ZONE =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}(:?\\d{2}(:?\\d{2}(\\.\\d+)?)?)?");

  private CutoffAdvice() {}

  static String on(String text) {
    if (YEAR.matcher(text).matches()) {
      return "a year alone is no instant; write the day too: " + text + "-01-01";
    }
    if (MONTH.matcher(text).matches()) {
      return "a month alone is no instant; write the day too: " + text + "-01";
    }
    if (BASIC_DATE.matcher(text).matches()) {
      return "write "
          + (text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6))
          + ", or @"
          + text
          + " if seconds since the epoch are meant";
    }
    if (TIMESTAMP_WITHOUT_ZONE.matcher(text).matches()) {
      return "a time needs a zone; write " + text + "Z for UTC, or an offset such as +02:00";
    }
    return "write a date (2021-05-01, midnight UTC), a time with a zone (2021-05-01T12:30:00Z), or"
        + " seconds since the epoch (@1619827200)";
  }
}
