package dev.pipsnapshot.fetcher.requirements;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the requirements of a fetch stand.
 *
 * @param arguments requirements of the command line
 * @param files requirements files
 * @param constraints constraints files
 * @param held constraints that stand in no file
 */
public record RequirementSources(
    List<String> arguments, List<Path> files, List<Path> constraints, List<String> held) {
  public RequirementSources {
    arguments = List.copyOf(arguments);
    files = List.copyOf(files);
    constraints = List.copyOf(constraints);
    held = List.copyOf(held);
  }

  /** Where nothing is held but by files. */
  public RequirementSources(List<String> arguments, List<Path> files, List<Path> constraints) {
    this(arguments, files, constraints, List.of());
  }

  /** The same with these constraints besides. */
  public RequirementSources holding(List<String> versions) {
    return new RequirementSources(arguments, files, constraints, versions);
  }
}
