package dev.pipsnapshot.fetcher.lock;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of a directory, one for each package (PEP 751). Both lists are in the order of {@link
 * LockedPackage}, whatever order they came in.
 *
 * @param packages what was asked for, and what that depends on
 * @param buildRequires what building the source distributions among them needs, in a directory of
 *     its own; a project may be there in several versions
 * @param resolution how they were decided on; unknown for locks of other tools
 */
public record Lock(
    List<LockedPackage> packages,
    List<LockedPackage> buildRequires,
    Optional<Resolution> resolution) {
  public Lock {
    packages = packages.stream().sorted().toList();
    buildRequires = buildRequires.stream().sorted().toList();
  }

  /**
   * The same lock, with the direct dependencies of its packages.
   *
   * @param graph by project; those that are no packages of the lock are left out
   */
  public Lock dependingOn(Map<ProjectName, List<ProjectName>> graph) {
    Set<ProjectName> present =
        packages.stream().map(LockedPackage::name).collect(Collectors.toSet());
    List<LockedPackage> linked = new ArrayList<>();
    for (LockedPackage locked : packages) {
      List<ProjectName> known = graph.get(locked.name());
      linked.add(
          known == null
              ? locked
              : locked.dependingOn(known.stream().filter(present::contains).toList()));
    }
    return new Lock(linked, buildRequires, resolution);
  }
}
