package dev.pipsnapshot.integration.support;

import dev.pipsnapshot.integration.support.dist.Distribution;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the real index, to be published on a {@link FixtureIndex}. */
public final class RealPackages {
  private RealPackages() {}

  /** A real pip. */
  public static Distribution pip(String version) {
    return wheel("pip", version);
  }

  /** A real setuptools. */
  public static Distribution setuptools(String version) {
    return wheel("setuptools", version);
  }

  /** A real {@code wheel}, which older setuptools need to build any. */
  public static Distribution wheelProject(String version) {
    return wheel("wheel", version);
  }

  private static Distribution wheel(String project, String version) {
    Path wheel = ToolCache.wheel(project, version);
    try {
      return DistributionFile.of(
          project, version, wheel.getFileName().toString(), Files.readAllBytes(wheel));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
