package dev.pipsnapshot.fetcher.ahead;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version in the order of PEP 440, but for local labels, which are left out.
 *
 * @param epoch the number before {@code !}, else 0
 * @param release the numbers between dots, without zeros at the end
 * @param suffix pre-release, post-release and development release as one sequence that sorts right
 * @param preRelease whether it comes before the release whose numbers it has
 */
record ReleaseVersion(
    BigInteger epoch, List<BigInteger> release, List<BigInteger> suffix, boolean preRelease)
    implements Comparable<ReleaseVersion> {
  private static final Pattern VERSION =
      Pattern.compile(
          "v?(?:(\\d++)!)?(\\d++(?:\\.\\d++)*+)"
              + "(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\\d*+))?"
              + "(?:-(\\d++)|([-_.]?(?:post|rev|r)[-_.]?)(\\d*+))?"
              + "(?:([-_.]?dev[-_.]?)(\\d*+))?(?:\\+[a-z0-9._-]*+)?");
  private static final int MAX_LENGTH = 200;
  private static final BigInteger LOWEST = BigInteger.valueOf(-1);
  private static final BigInteger RELEASED = BigInteger.valueOf(9);
  private static final BigInteger NEVER = BigInteger.ONE.shiftLeft(4 * MAX_LENGTH);
  private static final Comparator<List<BigInteger>> NUMBERS = ReleaseVersion::compare;
  private static final Comparator<ReleaseVersion> ORDER =
      Comparator.comparing(ReleaseVersion::epoch)
          .thenComparing(ReleaseVersion::release, NUMBERS)
          .thenComparing(ReleaseVersion::suffix, NUMBERS);

  ReleaseVersion {
    release = List.copyOf(release);
    suffix = List.copyOf(suffix);
  }

  /** The version that a text spells, if it spells one. */
  static Optional<ReleaseVersion> parse(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    Matcher version = VERSION.matcher(plain);
    return plain.length() <= MAX_LENGTH && version.matches()
        ? Optional.of(of(version))
        : Optional.empty();
  }

  private static ReleaseVersion of(Matcher version) {
    List<BigInteger> release = new ArrayList<>();
    for (String part : version.group(2).split("\\.", -1)) {
      release.add(number(part));
    }
    while (release.size() > 1 && release.get(release.size() - 1).signum() == 0) {
      release.remove(release.size() - 1);
    }
    boolean pre = version.group(3) != null;
    boolean post = version.group(5) != null || version.group(6) != null;
    boolean dev = version.group(8) != null;
    BigInteger phase = pre ? phase(version.group(3)) : dev && !post ? LOWEST : RELEASED;
    List<BigInteger> suffix =
        List.of(
            phase,
            pre ? number(version.group(4)) : BigInteger.ZERO,
            post ? number(version.group(5) != null ? version.group(5) : version.group(7)) : LOWEST,
            dev ? number(version.group(9)) : NEVER);
    return new ReleaseVersion(number(version.group(1)), release, suffix, pre || dev);
  }

  private static BigInteger phase(String spelled) {
    return switch (spelled) {
      case "alpha", "a" -> BigInteger.ZERO;
      case "beta", "b" -> BigInteger.ONE;
      default -> BigInteger.TWO;
    };
  }

  private static BigInteger number(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
  }

  /** Whether the first numbers are those of {@code prefix}. */
  boolean startsWith(List<BigInteger> prefix) {
    for (int i = 0; i < prefix.size(); i++) {
      BigInteger own = i < release.size() ? release.get(i) : BigInteger.ZERO;
      if (!own.equals(prefix.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(ReleaseVersion other) {
    return ORDER.compare(this, other);
  }

  private static int compare(List<BigInteger> some, List<BigInteger> others) {
    for (int i = 0; i < Math.max(some.size(), others.size()); i++) {
      BigInteger one = i < some.size() ? some.get(i) : BigInteger.ZERO;
      BigInteger other = i < others.size() ? others.get(i) : BigInteger.ZERO;
      int order = one.compareTo(other);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
