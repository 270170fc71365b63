package dev.pipsnapshot.proxy.upstream;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A pattern of project names: {@code *} stands for any run of characters, {@code ?} for one. Spelt
 * in any of a name's spellings and compared in the normalised one.
 *
 * @param pattern normalised as project names are
 */
public record NameGlob(String pattern) {
  private static final int MAX_LENGTH = 255;
  private static final Pattern VALID = Pattern.compile("[a-z0-9*?]([a-z0-9*?-]*[a-z0-9*?])?");
  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

  public NameGlob {
    if (pattern.length() > MAX_LENGTH || !VALID.matcher(pattern).matches()) {
      throw UpstreamConfigurationException.of(
          "invalid-name-pattern",
          "'" + pattern + "' is no pattern of project names",
          "write a name in which * and ? may stand for what varies, such as acme-*");
    }
  }

  /**
   * Parses a pattern in any spelling.
   *
   * @throws UpstreamConfigurationException if no project name could match it
   */
  public static NameGlob parse(String text) {
    return new NameGlob(SEPARATORS.matcher(text).replaceAll("-").toLowerCase(Locale.ROOT));
  }

  /** Whether {@code project} is one of those meant. */
  public boolean matches(ProjectName project) {
    return overlaps(new NameGlob(project.normalised()));
  }

  /** Whether some text matches both this and {@code other}. */
  public boolean overlaps(NameGlob other) {
    String left = pattern;
    String right = other.pattern;
    // meet[j]: the rest of left from i and the rest of right from j have a text in common.
    var below = new boolean[right.length() + 1];
    for (int i = left.length(); i >= 0; i--) {
      var meet = new boolean[right.length() + 1];
      for (int j = right.length(); j >= 0; j--) {
        boolean leftEnds = i == left.length();
        boolean rightEnds = j == right.length();
        if (leftEnds && rightEnds) {
          meet[j] = true;
        } else if (!leftEnds && left.charAt(i) == '*') {
          meet[j] = below[j] || (!rightEnds && meet[j + 1]);
        } else if (!rightEnds && right.charAt(j) == '*') {
          meet[j] = meet[j + 1] || (!leftEnds && below[j]);
        } else {
          meet[j] =
              !leftEnds
                  && !rightEnds
                  && sameLetter(left.charAt(i), right.charAt(j))
                  && below[j + 1];
        }
      }
      below = meet;
    }
    return below[0];
  }

  private static boolean sameLetter(char left, char right) {
    return left == right || left == '?' || right == '?';
  }

  @Override
  public String toString() {
    return pattern;
  }
}
