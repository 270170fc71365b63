package dev.pipsnapshot.fetcher.requirements;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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

  /** Every file that they stand in, as far as the command line says. */
  public List<Path> allFiles() {
    return Stream.concat(files.stream(), constraints.stream()).toList();
  }

  /** The same with these constraints besides. */
  public RequirementSources holding(List<String> versions) {
    return new RequirementSources(arguments, files, constraints, versions);
  }
}
