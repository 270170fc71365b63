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
import java.util.function.BiPredicate;

/**
 * The digests of those files that a view has of the versions that were chosen, and that pip could
 * take on this platform or another.
 *
 * @param byProject by project; what only building needs is not among them
 */
public record VersionDigests(Map<ProjectName, SortedSet<Sha256>> byProject) {
  public VersionDigests {
    byProject = Map.copyOf(byProject);
  }

  /**
   * Looks at the page of each file's project, and downloads those files of the versions whose
   * sha256 it does not tell.
   *
   * @param allowed whether the options let pip take a file of this kind
   * @throws dev.pipsnapshot.fetcher.failure.FetchException if a page or a file is not to be had
   */
  public static VersionDigests of(
      SnapshotIndex index,
      List<FetchedFile> files,
      BiPredicate<ProjectName, DistributionFilename> allowed) {
    Map<ProjectName, SortedSet<Sha256>> digests = new TreeMap<>();
    for (FetchedFile file : files) {
      if (!file.isBuildRequirement() && file.project().isPresent()) {
        ProjectName project = file.project().get();
        version(DistributionFilename.parse(file.filename(), project))
            .ifPresent(version -> digests.put(project, of(index, project, version, allowed)));
      }
    }
    return new VersionDigests(digests);
  }

  private static SortedSet<Sha256> of(
      SnapshotIndex index,
      ProjectName project,
      String version,
      BiPredicate<ProjectName, DistributionFilename> allowed) {
    NavigableSet<Sha256> digests = new TreeSet<>();
    for (ProjectFile file : index.shown(project)) {
      DistributionFilename name = DistributionFilename.parse(file.filename(), project);
      if (allowed.test(project, name) && version(name).filter(version::equals).isPresent()) {
        digests.add(index.digest(project, file));
      }
    }
    return digests;
  }

  private static Optional<String> version(DistributionFilename name) {
    return name.version().map(Version::canonical);
  }
}
