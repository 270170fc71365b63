package dev.pipsnapshot.proxy.index;

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
 * A version in the order of PEP 440. Equal are those that it calls equal: {@code 1.0-beta.1} and
 * {@code 1.0.0b1}.
 *
 * @param epoch the number before {@code !}, else 0
 * @param release the numbers between dots, without zeros at the end
 * @param suffix pre-release, post-release and development release as one sequence that sorts right
 * @param local the parts of the label behind {@code +}
 */
public record Version(
    BigInteger epoch, List<BigInteger> release, List<BigInteger> suffix, List<String> local)
    implements Comparable<Version> {
  private static final Pattern VERSION =
      Pattern.compile(
          "v?(?:(?<epoch>\\d++)!)?(?<release>\\d++(?:\\.\\d++)*+)"
              + "(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<preN>\\d*+))?"
              + "(?<post>-(?<postN1>\\d++)|[-_.]?(?:post|rev|r)[-_.]?(?<postN2>\\d*+))?"
              + "(?<dev>[-_.]?dev[-_.]?(?<devN>\\d*+))?"
              + "(?:(?<plus>[+_])(?<local>[a-z0-9]++(?:[-_.][a-z0-9]++)*+))?");
  private static final Pattern SEPARATOR = Pattern.compile("[-_.]");
  private static final Pattern DOT = Pattern.compile("\\.");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final int MAX_LENGTH = 200;
  private static final String PLUS = "+";

  private static final BigInteger ZERO = BigInteger.ZERO;
  private static final BigInteger LOWEST = BigInteger.valueOf(-1);
  private static final BigInteger RELEASED = BigInteger.valueOf(9);

  /** More than any number that fits into the longest text. */
  private static final BigInteger NEVER = BigInteger.ONE.shiftLeft(4 * MAX_LENGTH);

  private static final List<String> PHASES = List.of("a", "b", "rc");
  private static final int PHASE = 0;
  private static final int PHASE_NUMBER = 1;
  private static final int POST = 2;
  private static final int DEV = 3;

  private static final Comparator<List<BigInteger>> NUMBERS = Version::compareNumbers;
  private static final Comparator<List<String>> LABELS = Version::compareLabels;
  private static final Comparator<Version> PUBLIC_ORDER =
      Comparator.comparing(Version::epoch)
          .thenComparing(Version::release, NUMBERS)
          .thenComparing(Version::suffix, NUMBERS);
  private static final Comparator<Version> ORDER =
      PUBLIC_ORDER.thenComparing(Version::local, LABELS);

  public Version {
    release = List.copyOf(release);
    suffix = List.copyOf(suffix);
    local = List.copyOf(local);
  }

  /** The version that a text spells, if it spells one and nothing else. */
  public static Optional<Version> parse(String text) {
    return matcher(text)
        .filter(version -> version.group("plus") == null || version.group("plus").equals(PLUS))
        .map(Version::of);
  }

  /** The same where an underscore may stand for the plus sign, as in the names of old wheels. */
  public static Optional<Version> ofFilename(String text) {
    return matcher(text).map(Version::of);
  }

  /**
   * The one spelling of all equal versions, in whatever spelling of a page or a file's name; a text
   * that is no version stands for itself.
   */
  public static String canonical(String text) {
    String plain = text.strip();
    return ofFilename(plain).map(Version::toString).orElseGet(() -> plain.toLowerCase(Locale.ROOT));
  }

  /** Whether it comes before the release whose numbers it has. */
  public boolean isPreRelease() {
    return !suffix.get(PHASE).equals(RELEASED) || !suffix.get(DEV).equals(NEVER);
  }

  /** Whether it comes after the release whose numbers it has. */
  public boolean isPostRelease() {
    return !suffix.get(POST).equals(LOWEST);
  }

  /** Whether it comes after {@code other} and before what follows that. */
  boolean isPostReleaseOf(Version other) {
    return isPostRelease()
        && epoch.equals(other.epoch)
        && release.equals(other.release)
        && suffix.subList(0, POST).equals(other.suffix.subList(0, POST));
  }

  /** The first of all its pre-releases, if it is none itself. */
  Version firstPreRelease() {
    List<BigInteger> first =
        isPostRelease()
            ? List.of(suffix.get(PHASE), suffix.get(PHASE_NUMBER), suffix.get(POST), ZERO)
            : List.of(LOWEST, ZERO, LOWEST, ZERO);
    return new Version(epoch, release, first, List.of());
  }

  /** Whether the first numbers are those of {@code prefix}. */
  boolean startsWith(BigInteger itsEpoch, List<BigInteger> prefix) {
    if (!epoch.equals(itsEpoch)) {
      return false;
    }
    for (int i = 0; i < prefix.size(); i++) {
      if (!at(release, i).equals(prefix.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }

  /** Compares both without their local labels. */
  int comparePublic(Version other) {
    return PUBLIC_ORDER.compare(this, other);
  }

  /** The canonical spelling, without zeros at the end of the release. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    if (epoch.signum() != 0) {
      text.append(epoch).append('!');
    }
    text.append(release.get(0));
    release.stream().skip(1).forEach(number -> text.append('.').append(number));
    int phase = suffix.get(PHASE).intValue();
    if (phase >= 0 && phase < PHASES.size()) {
      text.append(PHASES.get(phase)).append(suffix.get(PHASE_NUMBER));
    }
    if (isPostRelease()) {
      text.append(".post").append(suffix.get(POST));
    }
    if (!suffix.get(DEV).equals(NEVER)) {
      text.append(".dev").append(suffix.get(DEV));
    }
    return local.isEmpty() ? text.toString() : text + PLUS + String.join(".", local);
  }

  private static Optional<Matcher> matcher(String text) {
    return Optional.of(text)
        .filter(known -> known.length() <= MAX_LENGTH)
        .map(known -> VERSION.matcher(known.toLowerCase(Locale.ROOT)))
        .filter(Matcher::matches);
  }

  private static Version of(Matcher version) {
    boolean pre = version.group("pre") != null;
    boolean post = version.group("post") != null;
    boolean dev = version.group("dev") != null;
    String postNumber =
        version.group("postN1") != null ? version.group("postN1") : version.group("postN2");
    BigInteger phase = dev && !post ? LOWEST : RELEASED;
    return new Version(
        number(version.group("epoch")),
        release(version.group("release")),
        List.of(
            pre ? phase(version.group("pre")) : phase,
            number(version.group("preN")),
            post ? number(postNumber) : LOWEST,
            dev ? number(version.group("devN")) : NEVER),
        local(version.group("local")));
  }

  static List<BigInteger> release(String text) {
    List<BigInteger> release = new ArrayList<>();
    DOT.splitAsStream(text).map(BigInteger::new).forEach(release::add);
    while (release.size() > 1 && release.get(release.size() - 1).signum() == 0) {
      release.remove(release.size() - 1);
    }
    return release;
  }

  private static List<String> local(@Nullable String label) {
    return label == null
        ? List.of()
        : SEPARATOR
            .splitAsStream(label)
            .map(part -> isNumber(part) ? number(part).toString() : part)
            .toList();
  }

  private static BigInteger phase(String spelled) {
    return switch (spelled) {
      case "alpha", "a" -> ZERO;
      case "beta", "b" -> BigInteger.ONE;
      default -> BigInteger.TWO;
    };
  }

  private static BigInteger number(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? ZERO : new BigInteger(digits);
  }

  private static boolean isNumber(String part) {
    return NUMBER.matcher(part).matches();
  }

  private static BigInteger at(List<BigInteger> numbers, int index) {
    return index < numbers.size() ? numbers.get(index) : ZERO;
  }

  private static int compareNumbers(List<BigInteger> some, List<BigInteger> others) {
    for (int i = 0; i < Math.max(some.size(), others.size()); i++) {
      int order = at(some, i).compareTo(at(others, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Numbers come after words, and more parts after fewer. */
  private static int compareLabels(List<String> some, List<String> others) {
    for (int i = 0; i < Math.min(some.size(), others.size()); i++) {
      String one = some.get(i);
      String other = others.get(i);
      boolean number = isNumber(one);
      int order =
          number && isNumber(other)
              ? number(one).compareTo(number(other))
              : number == isNumber(other) ? one.compareTo(other) : number ? 1 : -1;
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(some.size(), others.size());
  }
}
