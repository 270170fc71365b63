package dev.pipsnapshot.fetcher.lock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pipsnapshot.fetcher.lock.LockedFile.Kind;
import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one of {@code [[packages]]}. */
final class PackageReader {
  private final FileChoice choice;

  /** A reader that takes this file of each package. */
  PackageReader(FileChoice choice) {
    this.choice = choice;
  }

  /**
   * The package; empty if it is not wanted there.
   *
   * @throws UnsuitableEntry if it is none, or names no file that can be taken
   */
  Optional<LockedPackage> read(JsonNode table) throws UnsuitableEntry {
    String name = Toml.string(table, "name").orElseThrow(() -> new UnsuitableEntry("has no name"));
    if (!ProjectName.isValid(name)) {
      throw new UnsuitableEntry("has no valid name");
    }
    ProjectName project = ProjectName.parse(name);
    try {
      Optional<String> requiresPython = Toml.string(table, "requires-python");
      return choice.wants(Toml.string(table, "marker"), requiresPython)
          ? Optional.of(read(table, project, requiresPython))
          : Optional.empty();
    } catch (UnsuitableEntry e) {
      throw new UnsuitableEntry(project + " " + e.getMessage());
    }
  }

  private LockedPackage read(JsonNode table, ProjectName project, Optional<String> requiresPython)
      throws UnsuitableEntry {
    Optional<String> version = Toml.string(table, "version");
    if (version.isPresent() && Version.parse(version.get()).isEmpty()) {
      throw new UnsuitableEntry("has a version that is none");
    }
    if (table.has("vcs")) {
      throw new UnsuitableEntry("comes from a vcs, not from a file with a hash");
    }
    if (table.has("directory")) {
      throw new UnsuitableEntry(
          "comes from a directory, not from a file with a hash; 'uv export --no-emit-project' leaves"
              + " the project itself out");
    }
    FileChoice.Candidate chosen = choice.among(candidates(table, project, version));
    LockedFile file = LockedFileReader.read(chosen.kind(), chosen.table());
    if (chosen.kind() != Kind.ARCHIVE) {
      requireOwnName(chosen, project, version);
    }
    return new LockedPackage(project, version, requiresPython, dependencies(table), file);
  }

  /** Only a hint: where it is not in our form, it is as good as not there. */
  private static Optional<List<ProjectName>> dependencies(JsonNode table) {
    JsonNode entries = table.path("dependencies");
    List<ProjectName> names = new ArrayList<>();
    for (JsonNode entry : entries) {
      Toml.string(entry, "name")
          .filter(ProjectName::isValid)
          .ifPresent(name -> names.add(ProjectName.parse(name)));
    }
    return entries.isArray() && names.size() == entries.size()
        ? Optional.of(names)
        : Optional.empty();
  }

  private static List<FileChoice.Candidate> candidates(
      JsonNode table, ProjectName project, Optional<String> version) throws UnsuitableEntry {
    List<FileChoice.Candidate> candidates = new ArrayList<>();
    for (JsonNode wheel : table.path("wheels")) {
      candidates.add(candidate(Kind.WHEEL, wheel, project));
    }
    if (table.has("sdist")) {
      candidates.add(candidate(Kind.SDIST, table.get("sdist"), project));
    }
    if (table.has("archive")) {
      candidates.add(candidate(Kind.ARCHIVE, table.get("archive"), project));
    }
    if (candidates.size() > 1) {
      for (FileChoice.Candidate candidate : candidates) {
        // What follows no rule is never chosen.
        if (!(candidate.name() instanceof DistributionFilename.Unrecognised)
            && candidate.kind() != Kind.ARCHIVE) {
          requireOwnName(candidate, project, version);
        }
      }
    }
    return candidates;
  }

  private static FileChoice.Candidate candidate(Kind kind, JsonNode table, ProjectName project) {
    String filename = LockedFileReader.filename(table).orElse("");
    return new FileChoice.Candidate(
        kind, filename, DistributionFilename.parse(filename, project), table);
  }

  /** Whoever reads the lock goes by what it says, and whoever installs goes by the file's name. */
  private static void requireOwnName(
      FileChoice.Candidate file, ProjectName project, Optional<String> version)
      throws UnsuitableEntry {
    boolean owned =
        file.name() instanceof DistributionFilename.Wheel
            ? isNamed(project, file.filename().substring(0, file.filename().indexOf('-')))
            : file.name() instanceof DistributionFilename.Sdist;
    if (!owned) {
      throw new UnsuitableEntry("has a file whose name is not of this project: " + file.filename());
    }
    Optional<String> inName = file.name().version().map(Version::canonical);
    if (version.isPresent() && !version.map(Version::canonical).equals(inName)) {
      throw new UnsuitableEntry(
          "has version " + version.get() + " and a file of another: " + file.filename());
    }
  }

  private static boolean isNamed(ProjectName project, String text) {
    return ProjectName.isValid(text) && ProjectName.parse(text).equals(project);
  }
}
