package dev.pipsnapshot.proxy.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long ago something was.
 *
 * @param duration not negative
 */
record Age(Duration duration) {
  private static final Pattern AGE = Pattern.compile("(\\d{1,6})([hdw])");

  /**
   * Parses {@code 90d}, {@code 12h}, {@code 2w}.
   *
   * @throws IllegalArgumentException if {@code text} is anything else
   */
  static Age parse(String text) {
    Matcher matcher = AGE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no age; write 90d, 12h or 2w");
    }
    long count = Long.parseLong(matcher.group(1));
    return new Age(
        switch (matcher.group(2)) {
          case "h" -> Duration.ofHours(count);
          case "d" -> Duration.ofDays(count);
          default -> Duration.ofDays(7 * count);
        });
  }
}
