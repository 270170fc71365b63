package dev.pipsnapshot.proxy.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes as people write it.
 *
 * @param bytes not negative
 */
record ByteSize(long bytes) {
  private static final String UNITS = "KMGT";
  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,18})([KMGT]?)(i?B)?", Pattern.CASE_INSENSITIVE);

  /**
   * Parses {@code 5G}, {@code 500M}, {@code 0}: units are powers of 1024.
   *
   * @throws IllegalArgumentException if {@code text} is anything else
   */
  static ByteSize parse(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no size; write 5G, 500M or 100K");
    }
    long factor = 1L << (10 * (UNITS.indexOf(matcher.group(2).toUpperCase(Locale.ROOT)) + 1));
    if (matcher.group(2).isEmpty()) {
      factor = 1;
    }
    try {
      return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), factor));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("'" + text + "' is more than any disk holds", e);
    }
  }

  /** With a unit, and one digit after the point where that says something. */
  @Override
  public String toString() {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= 1024 && unit < UNITS.length() - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %siB", value, UNITS.charAt(unit));
  }
}
