package dev.pipsnapshot.proxy.index;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version reduced to what PEP 440 compares, so that {@code 1.0-beta.1}, {@code 1.0b1} and {@code
 * 1.0.0_b1} are equal. A text that is no version stands for itself.
 *
 * @param canonical the reduced text
 */
public record VersionKey(String canonical) {
  private static final Pattern VERSION =
      Pattern.compile(
          "v?(?:(?<epoch>\\d++)!)?(?<release>\\d++(?:\\.\\d++)*+)"
              + "(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<preN>\\d*+))?"
              + "(?<post>-(?<postN1>\\d++)|[-_.]?(?:post|rev|r)[-_.]?(?<postN2>\\d*+))?"
              + "(?<dev>[-_.]?dev[-_.]?(?<devN>\\d*+))?"
              + "(?:[+_](?<local>[a-z0-9]++(?:[-_.][a-z0-9]++)*+))?");
  private static final Pattern TRAILING_ZEROS = Pattern.compile("(?:\\.0++)++$");
  private static final int MAX_LENGTH = 200;

  /** The key of a version in any spelling. */
  public static VersionKey of(String version) {
    var text = version.strip().toLowerCase(Locale.ROOT);
    var matcher = VERSION.matcher(text);
    return new VersionKey(
        text.length() <= MAX_LENGTH && matcher.matches() ? canonical(matcher) : text);
  }

  private static String canonical(Matcher matcher) {
    var key = new StringBuilder();
    var epoch = number(matcher.group("epoch"));
    if (!epoch.equals("0")) {
      key.append(epoch).append('!');
    }
    key.append(release(matcher.group("release")));
    if (matcher.group("pre") != null) {
      key.append(preRelease(matcher.group("pre"))).append(number(matcher.group("preN")));
    }
    if (matcher.group("post") != null) {
      var implicit = matcher.group("postN1");
      key.append(".post").append(number(implicit != null ? implicit : matcher.group("postN2")));
    }
    if (matcher.group("dev") != null) {
      key.append(".dev").append(number(matcher.group("devN")));
    }
    if (matcher.group("local") != null) {
      key.append('+').append(matcher.group("local").replace('-', '.').replace('_', '.'));
    }
    return key.toString();
  }

  private static String release(String text) {
    var parts = text.split("\\.");
    for (int i = 0; i < parts.length; i++) {
      parts[i] = number(parts[i]);
    }
    return TRAILING_ZEROS.matcher(String.join(".", parts)).replaceFirst("");
  }

  private static String preRelease(String spelled) {
    return switch (spelled) {
      case "alpha", "a" -> "a";
      case "beta", "b" -> "b";
      default -> "rc";
    };
  }

  private static String number(@Nullable String digits) {
    if (digits == null || digits.isEmpty()) {
      return "0";
    }
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }
}
