package dev.pipsnapshot.proxy.index;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An index as it was at an instant, for all projects.
 *
 * @param cutoff the instant; none shows everything
 * @param projectCutoffs other instants for some projects
 * @param yankPolicy what is done with yank marks
 * @param missingTimePolicy what is done with files of unknown upload time
 * @param projectMissingTimePolicies what else is done with those of some projects
 */
public record SnapshotView(
    Optional<Cutoff> cutoff,
    Map<ProjectName, Cutoff> projectCutoffs,
    YankPolicy yankPolicy,
    MissingTimePolicy missingTimePolicy,
    Map<ProjectName, MissingTimePolicy> projectMissingTimePolicies) {

  /** Everything as upstream has it now. */
  public static final SnapshotView LIVE =
      new SnapshotView(Optional.empty(), Map.of(), YankPolicy.HONOUR, MissingTimePolicy.SHOW);

  public SnapshotView {
    projectCutoffs = Map.copyOf(projectCutoffs);
    projectMissingTimePolicies = Map.copyOf(projectMissingTimePolicies);
  }

  /** A view that treats files of unknown upload time alike in all projects. */
  public SnapshotView(
      Optional<Cutoff> cutoff,
      Map<ProjectName, Cutoff> projectCutoffs,
      YankPolicy yankPolicy,
      MissingTimePolicy missingTimePolicy) {
    this(cutoff, projectCutoffs, yankPolicy, missingTimePolicy, Map.of());
  }

  /** Everything before {@code cutoff}, with pip's handling of yanks and no guessing about times. */
  public static SnapshotView at(Cutoff cutoff) {
    return new SnapshotView(
        Optional.of(cutoff), Map.of(), YankPolicy.HONOUR, MissingTimePolicy.REFUSE);
  }

  /** Policies for cutoffs that come later: see {@link #movedTo}. */
  public static SnapshotView undated(
      YankPolicy yanks,
      MissingTimePolicy missingTimes,
      Map<ProjectName, MissingTimePolicy> projectMissingTimes) {
    return new SnapshotView(Optional.empty(), Map.of(), yanks, missingTimes, projectMissingTimes);
  }

  /**
   * The same policies at {@code other}, and only there: cutoffs of single projects belong to the
   * view that they were given for.
   */
  public SnapshotView movedTo(Cutoff other) {
    return new SnapshotView(
        Optional.of(other), Map.of(), yankPolicy, missingTimePolicy, projectMissingTimePolicies);
  }

  /** The view as it holds for {@code project}. */
  public ProjectView of(ProjectName project) {
    var own = Optional.ofNullable(projectCutoffs.get(project));
    return new ProjectView(
        own.or(() -> cutoff),
        yankPolicy,
        projectMissingTimePolicies.getOrDefault(project, missingTimePolicy));
  }

  /** The page as this view lets it be seen. */
  public ViewedProject apply(ProjectDetail detail) {
    return of(detail.project()).apply(detail);
  }

  /** Canonical text of the view: equal texts, equal pages. */
  public String fingerprint() {
    var text =
        new ProjectView(cutoff, yankPolicy, missingTimePolicy).fingerprint()
            + ";date-for="
            + exceptions(projectCutoffs);
    return projectMissingTimePolicies.isEmpty()
        ? text
        : text + ";missing-upload-time-for=" + exceptions(projectMissingTimePolicies);
  }

  private static String exceptions(Map<ProjectName, ?> byProject) {
    return new TreeMap<>(byProject)
        .entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(","));
  }
}
