package dev.pipsnapshot.proxy.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The user's home directory, as pip and the shell see it. */
public final class HomeDirectory {
  private HomeDirectory() {}

  /**
   * {@code $HOME}, else what the system's list of users says. Empty where neither is a place, as
   * for a user of a container who is on no list.
   */
  public static Optional<Path> of(Map<String, String> environment) {
    // For a user on no list Java says "?".
    return Stream.of(environment.getOrDefault("HOME", ""), System.getProperty("user.home", ""))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .findFirst();
  }
}
