package dev.pipsnapshot.integration.support;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The pips that {@code snapshot-fetch} is held to: one for each way in which pips differ. */
public enum DrivenPip {
  /** Whatever the machine's Python has. */
  INSTALLED(Optional.empty()),
  /** From before JSON pages, PEP 658 and the newer resolver's fixes. */
  V20_3_4(Optional.of(RealPip.OLD)),
  /** The first whose {@code download} heeds {@code --use-pep517} for dependencies. */
  V22_3(Optional.of("22.3")),
  /** The last but one that prepares legacy sdists itself unless told otherwise. */
  V23_0_1(Optional.of("23.0.1")),
  /** The newest at the time of writing. */
  V26_3(Optional.of(RealPip.NEW));

  private final Optional<String> version;

  DrivenPip(Optional<String> version) {
    this.version = version;
  }

  /** Publishes the wheels of all of them. */
  public static void publishAll(FixtureIndex index, String uploadTime) {
    Arrays.stream(values())
        .flatMap(pip -> pip.version.stream())
        .forEach(version -> index.publish(uploadTime, RealPackages.pip(version)));
  }

  /** What makes {@code snapshot-fetch} use it. */
  List<String> options() {
    return version.map(text -> List.of("--pip-version", text)).orElse(List.of());
  }
}
