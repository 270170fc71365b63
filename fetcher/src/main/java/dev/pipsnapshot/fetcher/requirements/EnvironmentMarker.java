package dev.pipsnapshot.fetcher.requirements;

import dev.pipsnapshot.proxy.index.Version;
import dev.pipsnapshot.proxy.index.VersionSpecifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An environment marker (PEP 508, with the sets of PEP 751), such as {@code python_version < "3.8"
 * and extra == "test"}. Judged as Python's {@code packaging} judges it.
 */
public final class EnvironmentMarker {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*+(?:(\"[^\"\\\\]*\"|'[^'\\\\]*')|(===|==|!=|<=|>=|~=|<|>)|([()])"
              + "|([A-Za-z_][A-Za-z_.]*))");
  private static final Set<String> VARIABLES =
      Set.of(
          "python_version",
          "python_full_version",
          "os_name",
          "sys_platform",
          "platform_release",
          "platform_system",
          "platform_version",
          "platform_machine",
          "platform_python_implementation",
          "implementation_name",
          "implementation_version",
          "extra",
          "extras",
          "dependency_groups");
  private static final Set<String> OF_VERSIONS =
      Set.of("python_version", "python_full_version", "implementation_version", "platform_release");
  private static final int MAX_LENGTH = 1 << 16;
  private static final int MAX_DEPTH = 100;
  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

  private final Term term;

  private EnvironmentMarker(Term term) {
    this.term = term;
  }

  /** What a text says, if all of it can be understood. */
  public static Optional<EnvironmentMarker> parse(String text) {
    return Optional.of(text)
        .filter(marker -> marker.length() <= MAX_LENGTH)
        .flatMap(EnvironmentMarker::tokens)
        .flatMap(tokens -> Optional.ofNullable(new Parser(tokens).whole()))
        .map(EnvironmentMarker::new);
  }

  /** Whether it holds; empty if it compares what cannot be compared there. */
  public Optional<Boolean> holds(MarkerEnvironment environment) {
    return term.holds(environment);
  }

  /** A name of an extra or a group as PEP 685 compares it. */
  public static String normalised(String name) {
    return SEPARATORS.matcher(name.strip().toLowerCase(Locale.ROOT)).replaceAll("-");
  }

  private static Optional<List<String>> tokens(String marker) {
    List<String> tokens = new ArrayList<>();
    String text = marker.strip();
    Matcher token = TOKEN.matcher(text);
    while (token.lookingAt()) {
      tokens.add(token.group().strip());
      token.region(token.end(), text.length());
    }
    return token.regionStart() == text.length() ? Optional.of(tokens) : Optional.empty();
  }

  /** A part of a marker. */
  private interface Term {
    Optional<Boolean> holds(MarkerEnvironment environment);
  }

  /** Several terms, all of which must make sense, even if one of them decides. */
  private record Joined(List<Term> terms, BinaryOperator<Boolean> operator) implements Term {
    @Override
    public Optional<Boolean> holds(MarkerEnvironment environment) {
      Optional<Boolean> all = terms.get(0).holds(environment);
      for (Term term : terms.subList(1, terms.size())) {
        Optional<Boolean> next = term.holds(environment);
        all = all.flatMap(one -> next.map(other -> operator.apply(one, other)));
      }
      return all;
    }
  }

  /** A comparison of a variable with a literal, on whichever side they stand. */
  private record Comparison(String left, String operator, String right) implements Term {
    @Override
    public Optional<Boolean> holds(MarkerEnvironment environment) {
      boolean variableFirst = VARIABLES.contains(left);
      String variable = variableFirst ? left : right;
      String literal = unquoted(variableFirst ? right : left);
      Set<String> set = environment.sets().get(variable);
      if (variable.equals(MarkerEnvironment.EXTRA)) {
        boolean equality = operator.equals("==") || operator.equals("!=");
        return Optional.ofNullable(set)
            .filter(extras -> equality)
            .map(extras -> extras.contains(normalised(literal)) == operator.equals("=="));
      }
      if (set != null) {
        boolean membership = operator.equals("in") || operator.equals("not in");
        return membership && !variableFirst
            ? Optional.of(set.contains(normalised(literal)) == operator.equals("in"))
            : Optional.empty();
      }
      return environment
          .value(variable)
          .flatMap(
              value ->
                  variableFirst
                      ? compare(value, literal, OF_VERSIONS.contains(variable))
                      : compare(literal, value, OF_VERSIONS.contains(variable)));
    }

    private Optional<Boolean> compare(String one, String other, boolean versions) {
      Optional<VersionSpecifiers> specifiers =
          versions && !operator.endsWith("in") && !other.contains(",")
              ? VersionSpecifiers.parse(operator + other).filter(all -> !all.clauses().isEmpty())
              : Optional.empty();
      if (specifiers.isPresent()) {
        return Optional.of(Version.parse(one.strip()).filter(specifiers.get()::admits).isPresent());
      }
      return switch (operator) {
        case "==", "<=", ">=" -> Optional.of(one.equals(other));
        case "!=" -> Optional.of(!one.equals(other));
        case "in" -> Optional.of(other.contains(one));
        case "not in" -> Optional.of(!other.contains(one));
        case "<", ">" -> Optional.of(false);
        default -> Optional.empty();
      };
    }

    private static String unquoted(String token) {
      return token.substring(1, token.length() - 1);
    }
  }

  /** By recursive descent; null stands for what is not understood. */
  private static final class Parser {
    private final List<String> tokens;
    private int at;
    private int depth;

    Parser(List<String> tokens) {
      this.tokens = tokens;
    }

    @Nullable Term whole() {
      Term term = any();
      return at == tokens.size() ? term : null;
    }

    private @Nullable Term any() {
      List<Term> terms = new ArrayList<>();
      do {
        Term term = all();
        if (term == null) {
          return null;
        }
        terms.add(term);
      } while (takes("or"));
      return new Joined(terms, Boolean::logicalOr);
    }

    private @Nullable Term all() {
      List<Term> terms = new ArrayList<>();
      do {
        Term term = one();
        if (term == null) {
          return null;
        }
        terms.add(term);
      } while (takes("and"));
      return new Joined(terms, Boolean::logicalAnd);
    }

    private @Nullable Term one() {
      if (takes("(")) {
        if (++depth > MAX_DEPTH) {
          return null;
        }
        Term term = any();
        depth--;
        return takes(")") ? term : null;
      }
      String left = operand();
      String operator = operator();
      String right = operand();
      return operator.isEmpty() || isLiteral(left) == isLiteral(right) || !isKnown(left, right)
          ? null
          : new Comparison(left, operator, right);
    }

    private static boolean isKnown(String left, String right) {
      return VARIABLES.contains(isLiteral(left) ? right : left);
    }

    /** A literal with its quotes, or a variable by the name that it has today. */
    private String operand() {
      String token = next();
      if (isLiteral(token)) {
        return token;
      }
      String name = token.replace('.', '_');
      return name.equals("python_implementation") ? "platform_python_implementation" : name;
    }

    private String operator() {
      String token = next();
      return switch (token) {
        case "===", "==", "!=", "<=", ">=", "~=", "<", ">", "in" -> token;
        case "not" -> takes("in") ? "not in" : "";
        default -> "";
      };
    }

    private static boolean isLiteral(String token) {
      return token.startsWith("\"") || token.startsWith("'");
    }

    private boolean takes(String word) {
      boolean taken = at < tokens.size() && tokens.get(at).equals(word);
      at += taken ? 1 : 0;
      return taken;
    }

    private String next() {
      return at < tokens.size() ? tokens.get(at++) : "";
    }
  }
}
