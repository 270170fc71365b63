package dev.pipsnapshot.fetcher.ahead;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version specifiers (PEP 440), such as {@code >=1.0,!=1.3}, joined by "and". What is not
 * understood admits everything.
 */
record VersionSpecifiers(List<Clause> clauses) {
  static final VersionSpecifiers ANY = new VersionSpecifiers(List.of());

  private static final Pattern CLAUSE = Pattern.compile("(===|==|!=|<=|>=|~=|<|>)\\s*(\\S+)");

  /** One comparison. */
  record Clause(String operator, String text) {
    private boolean admits(ReleaseVersion version) {
      if (text.endsWith(".*")) {
        List<BigInteger> prefix = numbers(text.substring(0, text.length() - 2));
        return prefix.isEmpty() || version.startsWith(prefix) != operator.equals("!=");
      }
      Optional<ReleaseVersion> limit = ReleaseVersion.parse(text);
      return limit.isEmpty() || admits(version, limit.get());
    }

    private boolean admits(ReleaseVersion version, ReleaseVersion limit) {
      int order = version.compareTo(limit);
      return switch (operator) {
        case "==", "===" -> order == 0;
        case "!=" -> order != 0;
        case "<=" -> order <= 0;
        case ">=" -> order >= 0;
        case "<" -> order < 0;
        case ">" -> order > 0;
        default -> order >= 0 && version.startsWith(compatible());
      };
    }

    /** {@code ~=1.4.2} is {@code >=1.4.2,==1.4.*}. */
    private List<BigInteger> compatible() {
      List<BigInteger> all = numbers(text);
      return all.isEmpty() ? all : all.subList(0, all.size() - 1);
    }

    private static List<BigInteger> numbers(String text) {
      Matcher release = Pattern.compile("\\d{1,50}(?:\\.\\d{1,50})*").matcher(text);
      return release.lookingAt()
          ? Arrays.stream(release.group().split("\\.", -1)).map(BigInteger::new).toList()
          : List.of();
    }
  }

  VersionSpecifiers {
    clauses = List.copyOf(clauses);
  }

  static VersionSpecifiers parse(String text) {
    List<Clause> clauses = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher clause = CLAUSE.matcher(part.strip());
      if (clause.matches()) {
        clauses.add(new Clause(clause.group(1), clause.group(2)));
      }
    }
    return new VersionSpecifiers(clauses);
  }

  VersionSpecifiers and(VersionSpecifiers others) {
    List<Clause> all = new ArrayList<>(clauses);
    others.clauses.stream().filter(clause -> !all.contains(clause)).forEach(all::add);
    return new VersionSpecifiers(all);
  }

  boolean admits(ReleaseVersion version) {
    return clauses.stream().allMatch(clause -> clause.admits(version));
  }

  /** Whether one names a pre-release, which lets pip take such. */
  boolean namesPreRelease() {
    return clauses.stream()
        .map(clause -> ReleaseVersion.parse(clause.text()))
        .flatMap(Optional::stream)
        .anyMatch(ReleaseVersion::preRelease);
  }
}
