package dev.pipsnapshot.fetcher.pip;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of pip, such as {@code 23.0.1}.
 *
 * @param text as pip spells it
 */
public record PipVersion(String text) implements Comparable<PipVersion> {
  private static final Pattern RELEASE =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9}){0,3})((?:a|b|rc|\\.dev)\\d+)?");
  private static final Pattern DOT = Pattern.compile("\\.");
  private static final int SEGMENTS = 4;

  /** A pre-release comes before its release, which is all the order that is needed. */
  private static final int RELEASE_RANK = 1;

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
    List<Integer> mine = rank();
    List<Integer> theirs = other.rank();
    for (int i = 0; i < mine.size(); i++) {
      int order = Integer.compare(mine.get(i), theirs.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @Override
  public String toString() {
    return text;
  }

  private List<Integer> rank() {
    Matcher release = RELEASE.matcher(text);
    if (!release.matches()) {
      throw new AssertionError(text);
    }
    Integer[] rank = new Integer[SEGMENTS + 1];
    Arrays.fill(rank, 0);
    List<Integer> segments = DOT.splitAsStream(release.group(1)).map(Integer::valueOf).toList();
    for (int i = 0; i < segments.size(); i++) {
      rank[i] = segments.get(i);
    }
    rank[SEGMENTS] = release.group(2) == null ? RELEASE_RANK : 0;
    return List.of(rank);
  }
}
