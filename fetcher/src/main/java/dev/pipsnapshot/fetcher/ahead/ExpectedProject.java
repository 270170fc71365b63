package dev.pipsnapshot.fetcher.ahead;

import dev.pipsnapshot.fetcher.dependencies.Dependency;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.VersionSpecifiers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What pip will want of one project, as far as can be seen. For one thread at a time. */
final class ExpectedProject {
  private final ProjectName project;
  private final Set<String> extras = new HashSet<>();
  private VersionSpecifiers versions;
  private List<ProjectFile> files = List.of();
  private List<Dependency> dependencies = List.of();
  private @Nullable ProjectFile chosen;

  ExpectedProject(ProjectName project, VersionSpecifiers versions) {
    this.project = project;
    this.versions = versions;
  }

  ProjectName project() {
    return project;
  }

  void add(Dependency wanted) {
    versions = versions.and(wanted.versions());
    extras.addAll(wanted.extras());
  }

  void files(List<ProjectFile> found) {
    files = List.copyOf(found);
  }

  /** Chooses again; returns the file if it is another one than before. */
  Optional<ProjectFile> choose(LikelyFile likely) {
    return become(likely.among(files, project, versions));
  }

  /** Takes over what pip has chosen; returns the file if it is another one than before. */
  Optional<ProjectFile> chosenByPip(String filename) {
    return become(files.stream().filter(file -> file.filename().equals(filename)).findFirst());
  }

  private Optional<ProjectFile> become(Optional<ProjectFile> choice) {
    if (choice.isEmpty() || choice.get().equals(chosen)) {
      return Optional.empty();
    }
    chosen = choice.get();
    dependencies = List.of();
    return choice;
  }

  boolean isChosen(ProjectFile file) {
    return file.equals(chosen);
  }

  void dependencies(List<Dependency> found) {
    dependencies = List.copyOf(found);
  }

  List<Dependency> dependencies() {
    return dependencies;
  }

  Set<String> extras() {
    return Set.copyOf(extras);
  }
}
