package dev.pipsnapshot.fetcher.pip;

import static java.util.Objects.requireNonNull;

import dev.pipsnapshot.proxy.index.Version;
import java.util.regex.Pattern;

/**
 * A version of pip, such as {@code 23.0.1}.
 *
 * @param text as pip spells it
 */
public record PipVersion(String text) implements Comparable<PipVersion> {
  private static final Pattern RELEASE =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9}){0,3})((?:a|b|rc|\\.dev)\\d+)?");

  /** The oldest pip that is driven. Below the patterns, which checking it needs. */
  public static final PipVersion OLDEST = new PipVersion("20.3.4");

  public PipVersion {
    requireNonNull(text, "text is null");
    if (!RELEASE.matcher(text).matches()) {
      throw new IllegalArgumentException("not a version of pip: '" + text + "'");
    }
  }

  /** Whether {@code text} is a version that pip could have. */
  public static boolean isValid(String text) {
    return RELEASE.matcher(text).matches();
  }

  @Override
  public int compareTo(PipVersion other) {
    return version().compareTo(other.version());
  }

  @Override
  public String toString() {
    return text;
  }

  private Version version() {
    return Version.parse(text).orElseThrow(() -> new AssertionError(text));
  }
}
