package dev.pipsnapshot.fetcher.view;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.Version;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The digests of all files that a view has of the versions that were chosen, for this platform or
 * another; files that the index lists without a sha256 are left out.
 *
 * @param byProject by project; what only building needs is not among them
 */
public record VersionDigests(Map<ProjectName, SortedSet<Sha256>> byProject) {
  public VersionDigests {
    byProject = Map.copyOf(byProject);
  }

  /**
   * Looks at the page of each file's project.
   *
   * @throws dev.pipsnapshot.fetcher.failure.FetchException if a page is not to be had
   */
  public static VersionDigests of(SnapshotIndex index, List<FetchedFile> files) {
    Map<ProjectName, SortedSet<Sha256>> digests = new TreeMap<>();
    for (FetchedFile file : files) {
      if (!file.isBuildRequirement() && file.project().isPresent()) {
        ProjectName project = file.project().get();
        version(file.filename(), project)
            .ifPresent(version -> digests.put(project, of(index, project, version)));
      }
    }
    return new VersionDigests(digests);
  }

  private static SortedSet<Sha256> of(
      SnapshotIndex index, ProjectName project, String version) {
    NavigableSet<Sha256> digests = new TreeSet<>();
    for (ProjectFile file : index.shown(project)) {
      if (version(file.filename(), project).filter(version::equals).isPresent()) {
        file.sha256().ifPresent(digests::add);
      }
    }
    return digests;
  }

  private static Optional<String> version(String filename, ProjectName project) {
    return DistributionFilename.parse(filename, project).version().map(Version::canonical);
  }
}
