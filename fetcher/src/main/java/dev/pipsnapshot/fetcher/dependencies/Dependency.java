package dev.pipsnapshot.fetcher.dependencies;

import dev.pipsnapshot.fetcher.requirements.EnvironmentMarker;
import dev.pipsnapshot.fetcher.requirements.MarkerEnvironment;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.VersionSpecifiers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A requirement on a project by name (PEP 508), read leniently: what is not understood in it may
 * count.
 *
 * @param project whose
 * @param extras those asked for, normalised
 * @param versions which
 * @param marker the condition under which it counts; empty for none
 */
public record Dependency(
    ProjectName project, Set<String> extras, VersionSpecifiers versions, String marker) {
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "\\s*([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[([^\\]]*)\\])?\\s*\\(?([<>=!~][^;()@\\[\\]]*)?\\)?"
              + "\\s*(?:;(.*))?");
  private static final Pattern REFERENCE = Pattern.compile("([^@;]*)@\\s*\\S+(\\s+;.*)?\\s*");
  private static final Pattern OPTION_BEHIND = Pattern.compile("\\s--.*");
  private static final String FIELD = "Requires-Dist:";

  public Dependency {
    extras = Set.copyOf(extras);
  }

  /** What a requirement says; empty if it names no project, or a place to take it from. */
  public static Optional<Dependency> parse(String text) {
    Matcher requirement = REQUIREMENT.matcher(OPTION_BEHIND.matcher(text).replaceFirst(""));
    if (!requirement.matches() || !ProjectName.isValid(requirement.group(1))) {
      return Optional.empty();
    }
    String extras = Optional.ofNullable(requirement.group(2)).orElse("");
    return Optional.of(
        new Dependency(
            ProjectName.parse(requirement.group(1)),
            Arrays.stream(extras.split(",", -1))
                .map(Dependency::normalised)
                .filter(extra -> !extra.isEmpty())
                .collect(Collectors.toSet()),
            VersionSpecifiers.guess(Optional.ofNullable(requirement.group(3)).orElse("")),
            Optional.ofNullable(requirement.group(4)).orElse("").strip()));
  }

  /** What a requirement says, wherever the project comes from; empty if it names none. */
  public static Optional<Dependency> fromAnywhere(String text) {
    Matcher reference = REFERENCE.matcher(text);
    return reference.matches()
        ? parse(reference.group(1) + Optional.ofNullable(reference.group(2)).orElse(""))
        : parse(text);
  }

  /** Those that core metadata names. */
  public static List<Dependency> of(String coreMetadata) {
    return texts(coreMetadata).map(Dependency::parse).flatMap(Optional::stream).toList();
  }

  /** The same, and those that it names with a place to take them from. */
  public static List<Dependency> allOf(String coreMetadata) {
    return texts(coreMetadata).map(Dependency::fromAnywhere).flatMap(Optional::stream).toList();
  }

  private static Stream<String> texts(String coreMetadata) {
    return coreMetadata
        .lines()
        .takeWhile(line -> !line.isBlank())
        .filter(line -> line.regionMatches(true, 0, FIELD, 0, FIELD.length()))
        .map(line -> line.substring(FIELD.length()));
  }

  /** Whether it may count where these extras of the project that has it are asked for. */
  public boolean counts(Map<String, String> environment, Set<String> extrasOfParent) {
    // What is not understood may count.
    return marker.isEmpty()
        || EnvironmentMarker.parse(marker)
            .flatMap(
                parsed ->
                    parsed.holds(MarkerEnvironment.ofDependencies(environment, extrasOfParent)))
            .orElse(true);
  }

  /** An extra's name as PEP 685 compares it. */
  static String normalised(String extra) {
    return extra.strip().toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }
}
