package dev.pipsnapshot.integration.support;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The pips that {@code snapshot-fetch} is held to: the installed one, and each of the tests'. */
public enum DrivenPip {
  /** Whatever the machine's Python has. */
  INSTALLED(Optional.empty()),
  V20_3_4(Optional.of(PipRelease.V20_3_4)),
  V22_3(Optional.of(PipRelease.V22_3)),
  V23_0_1(Optional.of(PipRelease.V23_0_1)),
  V26_3(Optional.of(PipRelease.V26_3));

  private final Optional<PipRelease> release;

  DrivenPip(Optional<PipRelease> release) {
    this.release = release;
  }

  /** Publishes the wheels of all of them. */
  public static void publishAll(FixtureIndex index, String uploadTime) {
    Arrays.stream(PipRelease.values())
        .forEach(pip -> index.publish(uploadTime, RealPackages.pip(pip.version())));
  }

  /** What makes {@code snapshot-fetch} use it. */
  List<String> options() {
    return release.map(pip -> List.of("--pip-version", pip.version())).orElse(List.of());
  }

  /** A Python that it runs on. */
  Path python() {
    return release.map(PipRelease::python).orElseGet(Python::executable);
  }
}
