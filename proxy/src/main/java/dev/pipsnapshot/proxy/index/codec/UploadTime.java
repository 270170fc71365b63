package dev.pipsnapshot.proxy.index.codec;

import java.nio.charset.StandardCharsets;
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

/** Upload times as indexes spell them. */
final class UploadTime {
  private static final int SECONDS_END = "2006-12-02T02:07:43".length();
  private static final int MICROS_END = "2006-12-02T02:07:43.292775".length();
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int SECONDS_OF_A_DAY = 24 * 60 * 60;

  private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  private UploadTime() {}

  /**
   * Parses a timestamp with a zone: PEP 700's form, or with any offset or fraction.
   *
   * @throws DateTimeException if it is none
   */
  static Instant parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return isUsualForm(bytes) ? parseUsualForm(bytes) : withinFourDigits(parseAnyForm(text));
  }

  /**
   * Parses a timestamp without a zone as UTC, which is what PyPI's legacy API means by it. Between
   * date and time there may be a space, as dumb-pypi writes it.
   *
   * @throws DateTimeException if it is none
   */
  static Instant parseUtc(String text) {
    return withinFourDigits(
        AnyForm.ZONELESS.parse(text, LocalDateTime::from).toInstant(ZoneOffset.UTC));
  }

  /**
   * Appends the form of PEP 700: UTC, six digits of fraction or none. Digits beyond, which PEP 700
   * does not allow, are kept all the same, for dropping them would move a file across a cutoff.
   */
  static void append(StringBuilder out, Instant time) {
    var date = LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), SECONDS_OF_A_DAY));
    int second = Math.floorMod(time.getEpochSecond(), SECONDS_OF_A_DAY);
    digits(out, date.getYear(), 1_000);
    digits(out.append('-'), date.getMonthValue(), 10);
    digits(out.append('-'), date.getDayOfMonth(), 10);
    digits(out.append('T'), second / 3600, 10);
    digits(out.append(':'), second / 60 % 60, 10);
    digits(out.append(':'), second % 60, 10);
    int nanos = time.getNano();
    if (nanos % NANOS_PER_MICRO != 0) {
      digits(out.append('.'), nanos, 100_000_000);
    } else if (nanos != 0) {
      digits(out.append('.'), nanos / NANOS_PER_MICRO, 100_000);
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

  private static Instant parseUsualForm(byte[] text) {
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      throw new DateTimeException("no such time of day");
    }
    var date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    int secondOfDay = (hour * 60 + minute) * 60 + second;
    long seconds = date.toEpochDay() * SECONDS_OF_A_DAY + secondOfDay;
    int micros = text.length == SECONDS_END + 1 ? 0 : number(text, SECONDS_END + 1, MICROS_END);
    return Instant.ofEpochSecond(seconds, micros * (long) NANOS_PER_MICRO);
  }

  /** Whether the text is shaped as PyPI's times are: a big page has thousands. */
  private static boolean isUsualForm(byte[] text) {
    boolean whole = text.length == SECONDS_END + 1;
    if (!whole && text.length != MICROS_END + 1) {
      return false;
    }
    return areDigits(text, 0, 4)
        && text[4] == '-'
        && areDigits(text, 5, 7)
        && text[7] == '-'
        && areDigits(text, 8, 10)
        && text[10] == 'T'
        && areDigits(text, 11, 13)
        && text[13] == ':'
        && areDigits(text, 14, 16)
        && text[16] == ':'
        && areDigits(text, 17, SECONDS_END)
        && (whole || (text[SECONDS_END] == '.' && areDigits(text, SECONDS_END + 1, MICROS_END)))
        && text[text.length - 1] == 'Z';
  }

  private static boolean areDigits(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private static Instant parseAnyForm(String text) {
    return AnyForm.ZONED.parse(text, OffsetDateTime::from).toInstant();
  }

  private static int number(byte[] text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + (text[i] - '0');
    }
    return value;
  }

  private static void digits(StringBuilder out, int value, int highest) {
    for (int unit = highest; unit > 0; unit /= 10) {
      out.append((char) ('0' + value / unit % 10));
    }
  }

  /** Loaded only when needed: it never is for PyPI, and costs a cold process milliseconds. */
  private static final class AnyForm {
    static final DateTimeFormatter ZONELESS =
        zoneless().toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    static final DateTimeFormatter ZONED =
        zoneless()
            .appendPattern("[XXX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static DateTimeFormatterBuilder zoneless() {
      return new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME);
    }
  }
}
