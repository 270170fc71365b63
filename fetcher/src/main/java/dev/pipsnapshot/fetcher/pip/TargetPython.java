package dev.pipsnapshot.fetcher.pip;

import dev.pipsnapshot.fetcher.requirements.EnvironmentMarker;
import dev.pipsnapshot.fetcher.requirements.MarkerEnvironment;
import dev.pipsnapshot.proxy.index.Version;
import dev.pipsnapshot.proxy.index.VersionSpecifiers;
import java.util.Optional;
import java.util.Set;

/**
 * A Python that files are chosen for, with what decides on them.
 *
 * @param interpreter what it is
 * @param tags the wheels that it supports
 */
public record TargetPython(Interpreter interpreter, CompatibilityTags tags) {

  /**
   * Asks a Python.
   *
   * @param executable a path, or a name to look up on the path
   * @throws dev.pipsnapshot.fetcher.failure.InterpreterUnusable if it does not tell
   */
  public static TargetPython ask(String executable) {
    Interpreter interpreter = InterpreterProbe.probe(executable);
    return new TargetPython(interpreter, CompatibilityTags.of(interpreter));
  }

  /** Whether it is among these Pythons; empty if they cannot be understood. */
  public Optional<Boolean> isAmong(String requiresPython) {
    Optional<Version> version =
        MarkerEnvironment.of(interpreter.markers())
            .value("python_full_version")
            .flatMap(Version::parse);
    return VersionSpecifiers.parse(requiresPython).flatMap(pythons -> version.map(pythons::admits));
  }

  /** Whether the marker of a requirement, or of a whole lock, holds; empty if nobody can say. */
  public Optional<Boolean> holds(String marker) {
    return EnvironmentMarker.parse(marker)
        .flatMap(parsed -> parsed.holds(MarkerEnvironment.of(interpreter.markers())));
  }

  /** The same of a package in a lock, of which no extra and these groups are wanted. */
  public Optional<Boolean> holds(String marker, Set<String> groups) {
    return EnvironmentMarker.parse(marker)
        .flatMap(parsed -> parsed.holds(MarkerEnvironment.ofLock(interpreter.markers(), groups)));
  }

  /** Such as {@code CPython 3.11.7 on linux-x86_64}. */
  @Override
  public String toString() {
    return interpreter.displayName() + " on " + interpreter.platform();
  }
}
