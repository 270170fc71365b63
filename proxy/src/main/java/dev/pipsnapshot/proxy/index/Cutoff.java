package dev.pipsnapshot.proxy.index;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An instant that divides the files of an index: those uploaded strictly before it are there.
 *
 * @param instant the first instant that is no longer admitted
 */
public record Cutoff(Instant instant) implements Comparable<Cutoff> {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?([Zz]|[+-]\\d{2}:\\d{2})");
  private static final Pattern EPOCH_SECONDS = Pattern.compile("@\\d{1,12}");

  public Cutoff {
    requireNonNull(instant, "instant is null");
  }

  /**
   * Parses the spellings of the reference page "Dates": {@code 2021-05-01} (midnight UTC), a
   * timestamp with a zone, or {@code @} and seconds since the epoch.
   *
   * @param now the present: a cutoff after it is refused, for its view would still change
   * @throws CutoffSyntaxException if {@code text} is anything else; the message says what to write
   */
  public static Cutoff parse(String text, Instant now) {
    var cutoff = new Cutoff(instant(text));
    if (cutoff.instant.isAfter(now)) {
      throw CutoffSyntaxException.future(text, cutoff, now);
    }
    return cutoff;
  }

  /** Whether a file uploaded at {@code uploadTime} is there: it is, if strictly before. */
  public boolean admits(Instant uploadTime) {
    return uploadTime.isBefore(instant);
  }

  /** The full instant in UTC, such as {@code 2021-05-01T00:00:00Z}. */
  @Override
  public String toString() {
    return instant.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cutoff cutoff && instant.equals(cutoff.instant);
  }

  @Override
  public int hashCode() {
    return instant.hashCode();
  }

  @Override
  public int compareTo(Cutoff other) {
    return instant.compareTo(other.instant);
  }

  private static Instant instant(String text) {
    try {
      if (DATE.matcher(text).matches()) {
        return midnight(text);
      }
      if (TIMESTAMP.matcher(text).matches()) {
        return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
      }
      if (EPOCH_SECONDS.matcher(text).matches()) {
        return Instant.ofEpochSecond(Long.parseLong(text.substring(1)));
      }
    } catch (DateTimeException e) {
      throw CutoffSyntaxException.invalid(text, "there is no such date or time", e);
    }
    throw CutoffSyntaxException.invalid(text, CutoffAdvice.on(text), null);
  }

  /** Of a day as digits: a formatter for these few would cost a start some milliseconds. */
  private static Instant midnight(String day) {
    return LocalDate.of(
            Integer.parseInt(day, 0, 4, 10),
            Integer.parseInt(day, 5, 7, 10),
            Integer.parseInt(day, 8, 10, 10))
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }
}
