package dev.pipsnapshot.fetcher.ahead;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An environment marker (PEP 508), such as {@code python_version < "3.8" and extra == "test"}. One
 * that is not understood holds.
 */
final class EnvironmentMarker {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(\"[^\"]*\"|'[^']*')|(===|==|!=|<=|>=|~=|<|>)|([()])|([A-Za-z_][A-Za-z_.]*))");
  private static final int MAX_TOKENS = 200;

  private final List<String> tokens;
  private final Map<String, String> environment;
  private final Set<String> extras;
  private int at;

  private EnvironmentMarker(
      List<String> tokens, Map<String, String> environment, Set<String> extras) {
    this.tokens = tokens;
    this.environment = environment;
    this.extras = extras;
  }

  /**
   * Whether the marker may hold.
   *
   * @param environment the interpreter's, by marker name
   * @param extras those asked for, normalised
   */
  static boolean holds(String marker, Map<String, String> environment, Set<String> extras) {
    Optional<List<String>> tokens = tokens(marker);
    if (tokens.isEmpty()) {
      return true;
    }
    var evaluation = new EnvironmentMarker(tokens.get(), environment, extras);
    boolean holds = evaluation.any();
    return holds || evaluation.at < tokens.get().size();
  }

  private static Optional<List<String>> tokens(String marker) {
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(marker.strip());
    while (token.lookingAt() && tokens.size() < MAX_TOKENS) {
      tokens.add(token.group().strip());
      token.region(token.end(), marker.strip().length());
    }
    return token.regionStart() == marker.strip().length() ? Optional.of(tokens) : Optional.empty();
  }

  private boolean any() {
    boolean holds = all();
    while (takes("or")) {
      holds |= all();
    }
    return holds;
  }

  private boolean all() {
    boolean holds = one();
    while (takes("and")) {
      holds &= one();
    }
    return holds;
  }

  private boolean one() {
    if (takes("(")) {
      boolean holds = any();
      return takes(")") ? holds : true;
    }
    String left = next();
    String operator = next();
    if (operator.equals("not")) {
      operator += " " + next();
    }
    return compare(left, operator, next());
  }

  private boolean takes(String word) {
    boolean taken = at < tokens.size() && tokens.get(at).equals(word);
    at += taken ? 1 : 0;
    return taken;
  }

  private String next() {
    return at < tokens.size() ? tokens.get(at++) : "";
  }

  private boolean compare(String left, String operator, String right) {
    if (left.equals("extra") || right.equals("extra")) {
      String name = Dependency.normalised(unquoted(left.equals("extra") ? right : left));
      return operator.equals("!=") != extras.contains(name);
    }
    String one = value(left);
    String other = value(right);
    if (one == null || other == null) {
      return true;
    }
    Optional<ReleaseVersion> version = ReleaseVersion.parse(one);
    if (version.isPresent() && ReleaseVersion.parse(other.replace(".*", "")).isPresent()) {
      return VersionSpecifiers.parse(operator + other).admits(version.get());
    }
    return switch (operator) {
      case "==", "===" -> one.equals(other);
      case "!=" -> !one.equals(other);
      case "in" -> other.contains(one);
      case "not in" -> !other.contains(one);
      default -> true;
    };
  }

  private @Nullable String value(String token) {
    return token.startsWith("\"") || token.startsWith("'")
        ? unquoted(token)
        : environment.get(token);
  }

  private static String unquoted(String token) {
    return token.length() < 2 ? "" : token.substring(1, token.length() - 1);
  }
}
