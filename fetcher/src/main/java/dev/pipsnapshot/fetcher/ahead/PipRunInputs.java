package dev.pipsnapshot.fetcher.ahead;

import dev.pipsnapshot.fetcher.dependencies.Dependency;
import dev.pipsnapshot.fetcher.dependencies.DependencyTexts;
import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.PipOptions;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.proxy.index.InstallTarget;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.VersionSpecifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is known of a run of pip before it starts.
 *
 * @param requirements what it is asked for
 * @param constraints what only constrains
 * @param environment that of markers
 * @param target whom it picks files for, if that is understood
 * @param glibc the second number of the C library's version
 * @param pip its version
 * @param options its options
 */
public record PipRunInputs(
    List<Dependency> requirements,
    List<Dependency> constraints,
    Map<String, String> environment,
    Optional<InstallTarget> target,
    int glibc,
    PipVersion pip,
    PipOptions options) {
  private static final PipVersion ASKS_FOR_JSON = new PipVersion("22.2");

  /** The first that finds the member of JSON pages which says that there is metadata. */
  private static final PipVersion ASKS_FOR_METADATA = new PipVersion("23.2");

  private static final InstallTarget NOBODY = new InstallTarget(0, "unknown");
  private static final Pattern GLIBC = Pattern.compile("glibc 2\\.(\\d{1,3})");

  public PipRunInputs {
    requirements = List.copyOf(requirements);
    constraints = List.copyOf(constraints);
    environment = Map.copyOf(environment);
  }

  /**
   * What can be known.
   *
   * @param texts what requirements say, nested files in place
   * @param held constraints besides
   */
  public static PipRunInputs of(
      List<String> texts,
      List<String> held,
      Interpreter interpreter,
      PipVersion pip,
      PipOptions options) {
    var asked = DependencyTexts.of(texts, Dependency::parse);
    List<Dependency> requirements = counting(asked.requirements(), interpreter);
    List<Dependency> constraints = counting(asked.constraints(), interpreter);
    held.forEach(text -> Dependency.parse(text).ifPresent(constraints::add));
    Matcher glibc = GLIBC.matcher(interpreter.tags().getOrDefault("c_library", ""));
    return new PipRunInputs(
        requirements,
        constraints,
        interpreter.markers(),
        options.isForOwnInterpreter() ? interpreter.target() : Optional.empty(),
        glibc.find() ? Integer.parseInt(glibc.group(1)) : 0,
        pip,
        options);
  }

  private static List<Dependency> counting(List<Dependency> all, Interpreter interpreter) {
    return all.stream()
        .filter(one -> one.counts(interpreter.markers(), one.extras()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  VersionSpecifiers constraintsOn(ProjectName project) {
    VersionSpecifiers all = VersionSpecifiers.ANY;
    for (Dependency one : constraints) {
      all = one.project().equals(project) ? all.and(one.versions()) : all;
    }
    return all;
  }

  /** Whether it can be guessed which file pip takes. */
  boolean guessesFiles() {
    return target.isPresent()
        && options.noBinary().isEmpty()
        && !options.flags().contains(PipOptions.Flag.PRE)
        && !options.flags().contains(PipOptions.Flag.PREFER_BINARY);
  }

  boolean followsDependencies() {
    return !options.flags().contains(PipOptions.Flag.NO_DEPS);
  }

  boolean asksForMetadata() {
    return pip.compareTo(ASKS_FOR_METADATA) >= 0;
  }

  PageFormat format() {
    return pip.compareTo(ASKS_FOR_JSON) >= 0 ? PageFormat.JSON_V1 : PageFormat.HTML;
  }

  LikelyFile likelyFile() {
    return new LikelyFile(
        target.orElse(NOBODY), environment.getOrDefault("python_full_version", ""), glibc);
  }
}
