package dev.pipsnapshot.fetcher.requirements;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the requirements of a fetch stand.
 *
 * @param arguments requirements of the command line
 * @param files requirements files
 * @param constraints constraints files
 */
public record RequirementSources(List<String> arguments, List<Path> files, List<Path> constraints) {
  public RequirementSources {
    arguments = List.copyOf(arguments);
    files = List.copyOf(files);
    constraints = List.copyOf(constraints);
  }
}
