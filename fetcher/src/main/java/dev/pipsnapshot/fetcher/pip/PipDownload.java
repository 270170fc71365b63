package dev.pipsnapshot.fetcher.pip;

import dev.pipsnapshot.fetcher.requirements.RequirementSet;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The arguments of {@code pip download}. */
public final class PipDownload {
  private PipDownload() {}

  /**
   * Downloads what was asked for, and all that it depends on.
   *
   * @param held a constraints file besides, if any
   * @param index instead of the one in pip's environment
   */
  public static List<String> of(
      RequirementSet requirements,
      Optional<Path> held,
      PipOptions options,
      URI index,
      Path directory) {
    List<String> arguments = into(directory);
    arguments.add("--index-url=" + index);
    arguments.addAll(options.mainRun());
    requirements.files().forEach(file -> arguments.add("--requirement=" + file));
    requirements.constraints().forEach(file -> arguments.add("--constraint=" + file));
    held.ifPresent(file -> arguments.add("--constraint=" + file));
    arguments.add("--");
    arguments.addAll(requirements.arguments());
    return arguments;
  }

  /** Downloads what a build environment is filled with. */
  static List<String> ofBuildRequires(
      List<String> requirements, PipOptions options, Path directory) {
    List<String> arguments = into(directory);
    arguments.addAll(options.nestedRun());
    arguments.add("--");
    arguments.addAll(requirements);
    return arguments;
  }

  /** Prepares one source distribution, alone. */
  static List<String> ofSdist(Path sdist, PipOptions options, Path directory) {
    List<String> arguments = into(directory);
    arguments.addAll(options.nestedRun());
    arguments.addAll(List.of("--no-deps", "--", sdist.toString()));
    return arguments;
  }

  private static List<String> into(Path directory) {
    return new ArrayList<>(
        List.of("download", "--dest", directory.toString(), "--progress-bar=off", "--no-color"));
  }
}
