package dev.pipsnapshot.fetcher.dependencies;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which packages of a directory depend on which others of it, by the core metadata of its wheels.
 * Source distributions have to be built before they say it, and are not asked.
 */
public final class DependencyGraph {
  private final Map<String, String> environment;
  private final Map<ProjectName, List<Dependency>> byProject = new HashMap<>();
  private final Map<ProjectName, Set<String>> extras = new HashMap<>();

  private DependencyGraph(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The direct dependencies of every project that has a wheel in {@code directory}, in the order of
   * their names; none of them need be there. An extra counts where anything asks for it.
   *
   * @param texts what was asked for, nested files in place
   * @param environment what markers are compared with
   */
  public static Map<ProjectName, List<ProjectName>> of(
      List<String> texts, Path directory, Map<String, String> environment) throws IOException {
    var graph = new DependencyGraph(environment);
    for (WheelMetadata wheel : WheelMetadata.in(directory)) {
      wheel.dependencies().ifPresent(all -> graph.byProject.put(wheel.project(), all));
    }
    DependencyTexts.of(texts, Dependency::fromAnywhere).requirements().forEach(graph::want);
    graph.followExtras();
    return graph.edges();
  }

  private boolean want(Dependency wanted) {
    return extras
        .computeIfAbsent(wanted.project(), project -> new HashSet<>())
        .addAll(wanted.extras());
  }

  /** What one project asks of another may bring in what asks for more. */
  private void followExtras() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (ProjectName project : byProject.keySet()) {
        for (Dependency dependency : counting(project)) {
          changed |= want(dependency);
        }
      }
    }
  }

  private List<Dependency> counting(ProjectName project) {
    Set<String> asked = extras.getOrDefault(project, Set.of());
    return byProject.getOrDefault(project, List.of()).stream()
        .filter(dependency -> dependency.counts(environment, asked))
        .toList();
  }

  private Map<ProjectName, List<ProjectName>> edges() {
    Map<ProjectName, List<ProjectName>> edges = new HashMap<>();
    for (ProjectName project : byProject.keySet()) {
      edges.put(
          project,
          counting(project).stream()
              .map(Dependency::project)
              .filter(other -> !other.equals(project))
              .distinct()
              .sorted()
              .toList());
    }
    return edges;
  }
}
