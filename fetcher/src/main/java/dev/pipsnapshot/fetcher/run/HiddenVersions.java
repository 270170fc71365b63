package dev.pipsnapshot.fetcher.run;

import dev.pipsnapshot.fetcher.dependencies.NamedRequirement;
import dev.pipsnapshot.fetcher.view.SnapshotIndex;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.Exclusion;
import dev.pipsnapshot.proxy.index.Exclusion.Reason;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ViewedProject.Shown;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What would meet a requirement, exists, and is not in a view.
 *
 * @param requirement what is wanted
 * @param firstOfVersion a file of each such version, oldest first
 */
record HiddenVersions(NamedRequirement requirement, Map<String, Exclusion> firstOfVersion) {
  private static final int VERSIONS = 3;

  /**
   * Looks at the project's page.
   *
   * @param builds the cutoff for builds, if they have one of their own and the requirement is
   *     theirs
   */
  static HiddenVersions of(
      SnapshotIndex index, NamedRequirement requirement, Optional<Cutoff> builds) {
    ProjectName project = requirement.project();
    List<Exclusion> hidden =
        builds
            .map(cutoff -> hiddenAt(index, project, cutoff))
            .orElseGet(() -> index.hidden(project));
    Map<String, Exclusion> first = new LinkedHashMap<>();
    hidden.stream()
        .sorted(
            Comparator.comparing(exclusion -> exclusion.file().uploadTime().orElse(Instant.MAX)))
        .forEach(
            exclusion ->
                version(exclusion.file(), project)
                    .filter(requirement::admits)
                    .ifPresent(version -> first.putIfAbsent(version, exclusion)));
    return new HiddenVersions(requirement, first);
  }

  /** Whether the view shows a version that would meet the requirement. */
  static boolean isMetBy(SnapshotIndex index, NamedRequirement requirement) {
    return shown(index, requirement.project())
        .map(page -> page.detail().files())
        .orElse(List.of())
        .stream()
        .anyMatch(
            file -> version(file, requirement.project()).filter(requirement::admits).isPresent());
  }

  boolean isEmpty() {
    return firstOfVersion.isEmpty();
  }

  /** A sentence for each of the first few. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    firstOfVersion.entrySet().stream()
        .limit(VERSIONS)
        .forEach(entry -> sentences.add(sentence(entry.getKey(), entry.getValue())));
    int more = firstOfVersion.size() - sentences.size();
    if (more > 0) {
      sentences.add("hidden: " + more + " later versions of " + requirement.project());
    }
    return sentences;
  }

  private String sentence(String version, Exclusion exclusion) {
    return switch (exclusion.reason()) {
      case UPLOADED_AT_OR_AFTER_CUTOFF ->
          "hidden: "
              + requirement.project()
              + " "
              + version
              + " exists but was "
              + exclusion.sentence();
      case UPLOAD_TIME_UNKNOWN ->
          "hidden: "
              + exclusion.file().filename()
              + ", because the index does not say when it was uploaded: it may be newer than the"
              + " cutoff "
              + exclusion.cutoff();
    };
  }

  /** The first full second as of which one of them is in the view, if times are known. */
  Optional<Instant> firstThere() {
    return firstOfVersion.values().stream()
        .map(exclusion -> exclusion.file().uploadTime())
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder())
        .map(time -> time.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
  }

  private static List<Exclusion> hiddenAt(SnapshotIndex index, ProjectName project, Cutoff cutoff) {
    List<ProjectFile> all = new ArrayList<>();
    shown(index, project)
        .ifPresent(
            page -> {
              all.addAll(page.detail().files());
              page.exclusions().forEach(exclusion -> all.add(exclusion.file()));
            });
    return all.stream()
        .filter(file -> file.uploadTime().filter(time -> !cutoff.admits(time)).isPresent())
        .map(file -> new Exclusion(file, Reason.UPLOADED_AT_OR_AFTER_CUTOFF, cutoff))
        .toList();
  }

  private static Optional<Shown> shown(SnapshotIndex index, ProjectName project) {
    return index.trouble(project).isPresent()
        ? Optional.empty()
        : index.viewed(project).filter(Shown.class::isInstance).map(Shown.class::cast);
  }

  private static Optional<String> version(ProjectFile file, ProjectName project) {
    return DistributionFilename.parse(file.filename(), project).version();
  }
}
