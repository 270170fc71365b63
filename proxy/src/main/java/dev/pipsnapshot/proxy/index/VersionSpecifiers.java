package dev.pipsnapshot.proxy.index;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version specifiers (PEP 440), such as {@code >=1.0,!=1.3}, joined by "and". Pre-releases are
 * admitted like all others: whether they are wanted is not for the specifiers to say.
 *
 * @param clauses one for each comparison
 */
public record VersionSpecifiers(List<Clause> clauses) {
  /** Those that admit every version. */
  public static final VersionSpecifiers ANY = new VersionSpecifiers(List.of());

  private static final Pattern CLAUSE = Pattern.compile("(===|==|!=|<=|>=|~=|<|>)\\s*(\\S+)");
  private static final Pattern RELEASE = Pattern.compile("v?(?:(\\d++)!)?(\\d++(?:\\.\\d++)*+)");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final String WILDCARD = ".*";
  private static final int MAX_LENGTH = 2000;

  /**
   * One comparison.
   *
   * @param operator as PEP 440 spells it
   * @param text what it compares with
   */
  public record Clause(String operator, String text) {
    private static Optional<Clause> parse(String text) {
      Matcher clause = CLAUSE.matcher(text);
      return clause.matches()
          ? Optional.of(new Clause(clause.group(1), clause.group(2))).filter(Clause::isValid)
          : Optional.empty();
    }

    /** The version that it compares with, if that is a whole one. */
    public Optional<Version> version() {
      return operator.equals("===") ? Optional.empty() : Version.parse(text);
    }

    private boolean isValid() {
      return switch (operator) {
        case "===" -> true;
        case "==", "!=" ->
            isPrefix() ? RELEASE.matcher(prefix()).matches() : Version.parse(text).isPresent();
        case "~=" -> isPublic() && text.matches("v?(\\d+!)?\\d+\\.\\d.*");
        default -> isPublic();
      };
    }

    private boolean isPublic() {
      return Version.parse(text).filter(version -> version.local().isEmpty()).isPresent();
    }

    private boolean isPrefix() {
      return text.endsWith(WILDCARD);
    }

    private String prefix() {
      return text.substring(0, text.length() - WILDCARD.length()).toLowerCase(Locale.ROOT);
    }

    private boolean admits(Version version) {
      if (operator.equals("===")) {
        return version.equals(Version.parse(text).orElse(null));
      }
      if (isPrefix()) {
        return startsWith(version, prefix(), 0) == operator.equals("==");
      }
      Version limit = Version.parse(text).orElseThrow();
      return switch (operator) {
        case "==" -> isEqual(version, limit);
        case "!=" -> !isEqual(version, limit);
        case "<=" -> version.comparePublic(limit) <= 0;
        case ">=" -> version.comparePublic(limit) >= 0;
        case "<" -> isBefore(version, limit);
        case ">" -> isAfter(version, limit);
        // ~=1.4.2 is >=1.4.2,==1.4.*
        default ->
            version.comparePublic(limit) >= 0
                && startsWith(version, text.toLowerCase(Locale.ROOT), 1);
      };
    }

    private static boolean isEqual(Version version, Version limit) {
      return limit.local().isEmpty()
          ? version.comparePublic(limit) == 0
          : version.compareTo(limit) == 0;
    }

    /** A pre-release of the limit is no version before it. */
    private static boolean isBefore(Version version, Version limit) {
      return version.compareTo(limit.isPreRelease() ? limit : limit.firstPreRelease()) < 0;
    }

    /** Neither is a post-release or a local version of the limit one after it. */
    private static boolean isAfter(Version version, Version limit) {
      return version.comparePublic(limit) > 0
          && (limit.isPostRelease() || !version.isPostReleaseOf(limit));
    }

    private static boolean startsWith(Version version, String text, int without) {
      Matcher release = RELEASE.matcher(text);
      if (!release.lookingAt()) {
        return false;
      }
      var epoch = release.group(1) == null ? BigInteger.ZERO : new BigInteger(release.group(1));
      List<BigInteger> numbers =
          Pattern.compile("\\.").splitAsStream(release.group(2)).map(BigInteger::new).toList();
      return version.startsWith(epoch, numbers.subList(0, numbers.size() - without));
    }
  }

  public VersionSpecifiers {
    clauses = List.copyOf(clauses);
  }

  /** What a text says, if all of it can be understood. An empty text admits every version. */
  public static Optional<VersionSpecifiers> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    List<Clause> clauses = new ArrayList<>();
    for (String part : parts(text)) {
      Optional<Clause> clause = Clause.parse(part);
      if (clause.isEmpty()) {
        return Optional.empty();
      }
      clauses.add(clause.get());
    }
    return Optional.of(new VersionSpecifiers(clauses));
  }

  /** What a text says, as far as it can be understood: the rest admits every version. */
  public static VersionSpecifiers guess(String text) {
    return text.length() > MAX_LENGTH
        ? ANY
        : new VersionSpecifiers(
            parts(text).stream().map(Clause::parse).flatMap(Optional::stream).toList());
  }

  /** Both together. */
  public VersionSpecifiers and(VersionSpecifiers others) {
    List<Clause> all = new ArrayList<>(clauses);
    others.clauses.stream().filter(clause -> !all.contains(clause)).forEach(all::add);
    return new VersionSpecifiers(all);
  }

  /** Whether a version is among those meant. */
  public boolean admits(Version version) {
    return clauses.stream().allMatch(clause -> clause.admits(version));
  }

  /** Whether one names a pre-release, which lets pip take such. */
  public boolean namesPreRelease() {
    return clauses.stream()
        .map(Clause::version)
        .flatMap(Optional::stream)
        .anyMatch(Version::isPreRelease);
  }

  private static List<String> parts(String text) {
    return COMMA.splitAsStream(text).map(String::strip).filter(part -> !part.isEmpty()).toList();
  }
}
