package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.OptionGroup;
import dev.pipsnapshot.fetcher.failure.OptionRefused;
import dev.pipsnapshot.fetcher.requirements.PyprojectFile;
import dev.pipsnapshot.fetcher.requirements.RequirementSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is asked for. */
@OptionGroup.In(OptionGroup.WANTED)
final class RequirementOptions {
  private static final Set<String> COMMANDS_OF_PIP = Set.of("download", "install", "wheel", "lock");

  @Parameters(paramLabel = "REQUIREMENT", arity = "0..*", description = "As pip's.")
  private List<String> requirements = List.of();

  @Option(
      names = {"-r", "--requirement"},
      paramLabel = "FILE",
      description =
          "A requirements file; or a pyproject.toml, for the dependencies of its [project]."
              + " Repeatable.")
  private List<Path> requirementFiles = List.of();

  @Option(
      names = {"-c", "--constraint"},
      paramLabel = "FILE",
      description = "A constraints file. Repeatable.")
  private List<Path> constraintFiles = List.of();

  @Option(
      names = "--group",
      paramLabel = "[PATH:]NAME",
      description =
          "A dependency group (PEP 735) of a pyproject.toml, by default that of the working"
              + " directory. Repeatable.")
  private List<String> groups = List.of();

  @Option(
      names = "--resolve",
      description = "Ask pip, even if it was asked exactly the same before.")
  private boolean resolve;

  @Option(
      names = "--allow-direct-host",
      paramLabel = "HOST",
      description = "Let direct URLs, and programs that pip runs, reach this host. Repeatable.")
  private List<String> directHosts = List.of();

  /** The requirements, and the files that pip is to read itself. */
  RequirementSources sources() {
    List<String> all = new ArrayList<>(requirements);
    groups.forEach(group -> all.addAll(PyprojectFile.group(group)));
    requirementFiles.stream()
        .filter(PyprojectFile::isNamed)
        .forEach(file -> all.addAll(PyprojectFile.read(file).dependencies()));
    return new RequirementSources(
        all,
        requirementFiles.stream().filter(file -> !PyprojectFile.isNamed(file)).toList(),
        constraintFiles);
  }

  boolean asksNothing() {
    return requirements.isEmpty() && requirementFiles.isEmpty() && groups.isEmpty();
  }

  /**
   * Makes sure that something is.
   *
   * @throws OptionRefused if nothing is, or a command of pip seems to be
   */
  void requireAsking() {
    if (asksNothing()) {
      throw OptionRefused.meaningless(
          "nothing is asked for", "name a requirement, or a file of them with -r");
    }
    if (!requirements.isEmpty()
        && COMMANDS_OF_PIP.contains(requirements.get(0))
        && requirements.size() + requirementFiles.size() > 1) {
      throw OptionRefused.meaningless(
          "'%s' is a command of pip, and would be taken for a project here"
              .formatted(requirements.get(0)),
          "leave it out; a project of that name is written with its version: %s>=0"
              .formatted(requirements.get(0)));
    }
  }

  /** Whether pip is to be asked in any case. */
  boolean resolvesAgain() {
    return resolve;
  }

  /** The hosts beside the index that direct URLs may lead to. */
  Set<String> directHosts() {
    return Set.copyOf(directHosts);
  }
}
