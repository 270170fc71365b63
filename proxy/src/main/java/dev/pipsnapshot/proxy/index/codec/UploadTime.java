package dev.pipsnapshot.proxy.index.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.OptionalInt;

/** Upload times as indexes spell them. */
final class UploadTime {
  private static final int SECONDS_END = "2006-12-02T02:07:43".length();
  private static final int MICROS_END = "2006-12-02T02:07:43.292775".length();
  private static final int NANOS_PER_MICRO = 1_000;

  private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  private UploadTime() {}

  /**
   * Parses a timestamp with a zone: PEP 700's form, or with any offset or fraction.
   *
   * @throws DateTimeException if it is none
   */
  static Instant parse(String text) {
    var micros = microsOfUsualForm(text);
    return micros.isEmpty()
        ? withinFourDigits(parseAnyForm(text))
        : parseUsualForm(text, micros.getAsInt());
  }

  /**
   * Parses a timestamp without a zone as UTC, which is what PyPI's legacy API means by it.
   *
   * @throws DateTimeException if it is none
   */
  static Instant parseUtc(String text) {
    return withinFourDigits(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
  }

  /**
   * Appends the form of PEP 700: UTC, six digits of fraction or none. Digits beyond, which PEP 700
   * does not allow, are kept all the same, for dropping them would move a file across a cutoff.
   */
  static void append(StringBuilder out, Instant time) {
    var utc = time.atOffset(ZoneOffset.UTC);
    digits(out, utc.getYear(), 4);
    digits(out.append('-'), utc.getMonthValue(), 2);
    digits(out.append('-'), utc.getDayOfMonth(), 2);
    digits(out.append('T'), utc.getHour(), 2);
    digits(out.append(':'), utc.getMinute(), 2);
    digits(out.append(':'), utc.getSecond(), 2);
    int nanos = utc.getNano();
    if (nanos % NANOS_PER_MICRO != 0) {
      digits(out.append('.'), nanos, 9);
    } else if (nanos != 0) {
      digits(out.append('.'), nanos / NANOS_PER_MICRO, 6);
    }
    out.append('Z');
  }

  /** A year that PEP 700's form has no room for could not be written again. */
  private static Instant withinFourDigits(Instant time) {
    if (time.isBefore(YEAR_0) || !time.isBefore(YEAR_10000)) {
      throw new DateTimeException("no year of four digits: " + time);
    }
    return time;
  }

  private static Instant parseUsualForm(String text, int micros) {
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      throw new DateTimeException("no such time of day: " + text);
    }
    var date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    long seconds = (date.toEpochDay() * 24 + hour) * 3600 + minute * 60L + second;
    return Instant.ofEpochSecond(seconds, micros * (long) NANOS_PER_MICRO);
  }

  /** The microseconds, if the text is shaped as PyPI's times are: a big page has thousands. */
  private static OptionalInt microsOfUsualForm(String text) {
    boolean whole = text.length() == SECONDS_END + 1;
    if (!whole && text.length() != MICROS_END + 1) {
      return OptionalInt.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean asExpected =
          switch (i) {
            case 4, 7 -> c == '-';
            case 10 -> c == 'T';
            case 13, 16 -> c == ':';
            case 19 -> c == (whole ? 'Z' : '.');
            case 26 -> c == 'Z';
            default -> c >= '0' && c <= '9';
          };
      if (!asExpected) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(whole ? 0 : number(text, SECONDS_END + 1, MICROS_END));
  }

  private static Instant parseAnyForm(String text) {
    return AnyForm.FORMATTER.parse(text, OffsetDateTime::from).toInstant();
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value;
  }

  private static void digits(StringBuilder out, int value, int count) {
    int start = out.length();
    out.append("0".repeat(count));
    for (int i = count - 1, rest = value; i >= 0; i--, rest /= 10) {
      out.setCharAt(start + i, (char) ('0' + rest % 10));
    }
  }

  /** Loaded only when needed: it never is for PyPI, and costs a cold process milliseconds. */
  private static final class AnyForm {
    static final DateTimeFormatter FORMATTER =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
  }
}
