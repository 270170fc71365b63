package dev.pipsnapshot.fetcher.requirements;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What markers are compared with.
 *
 * @param values of the interpreter, by marker name (PEP 508)
 * @param sets what was asked for, by marker name; names of extras and groups are normalised
 */
public record MarkerEnvironment(Map<String, String> values, Map<String, Set<String>> sets) {
  static final String EXTRA = "extra";

  public MarkerEnvironment {
    values = Map.copyOf(values);
    sets = Map.copyOf(sets);
  }

  /** That of requirements which nothing but the interpreter decides on. */
  public static MarkerEnvironment of(Map<String, String> interpreter) {
    return new MarkerEnvironment(interpreter, Map.of());
  }

  /** That of a project's dependencies, where these extras of the project are asked for. */
  public static MarkerEnvironment ofDependencies(
      Map<String, String> interpreter, Set<String> extras) {
    return new MarkerEnvironment(interpreter, Map.of(EXTRA, normalised(extras)));
  }

  /** That of a lock's packages (PEP 751), with no extra and these groups. */
  public static MarkerEnvironment ofLock(Map<String, String> interpreter, Set<String> groups) {
    return new MarkerEnvironment(
        interpreter, Map.of("extras", Set.of(), "dependency_groups", normalised(groups)));
  }

  /** The value of {@code name}, in a form that compares as a version where it is one. */
  public Optional<String> value(String name) {
    // A Python built from a checkout has a version such as 3.12.0+.
    return Optional.ofNullable(values.get(name))
        .map(value -> value.endsWith("+") ? value + "local" : value);
  }

  private static Set<String> normalised(Set<String> names) {
    return names.stream().map(EnvironmentMarker::normalised).collect(Collectors.toSet());
  }
}
