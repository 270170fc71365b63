package dev.pipsnapshot.fetcher.ahead;

import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.InstallTarget;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.Version;
import dev.pipsnapshot.proxy.index.VersionSpecifiers;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of a project that pip will probably take: of the newest version that is allowed, the
 * wheel made most closely for this Python, else the sdist.
 *
 * @param glibc the second number of the C library's version
 */
record LikelyFile(InstallTarget target, String pythonVersion, int glibc) {
  private static final Pattern GLIBC = Pattern.compile("manylinux_(\\d{1,3})_(\\d{1,3})_");
  private static final int MAX_SCORE = 1000;

  /** One file, and what it is worth to pip. */
  private record Candidate(ProjectFile file, Version version, int rank) {}

  Optional<ProjectFile> among(
      List<ProjectFile> files, ProjectName project, VersionSpecifiers allowed) {
    List<Candidate> candidates =
        files.stream()
            .filter(file -> file.yank().isEmpty())
            .filter(file -> !target.rulesOut(file.filename()))
            .filter(this::supportsPython)
            .map(file -> candidate(file, project))
            .flatMap(Optional::stream)
            .filter(candidate -> allowed.admits(candidate.version()))
            .toList();
    boolean onlyPreReleases = candidates.stream().allMatch(one -> one.version().isPreRelease());
    return candidates.stream()
        .filter(
            one -> !one.version().isPreRelease() || onlyPreReleases || allowed.namesPreRelease())
        .max(Comparator.comparing(Candidate::version).thenComparingInt(Candidate::rank))
        .map(Candidate::file);
  }

  private boolean supportsPython(ProjectFile file) {
    Optional<Version> own = Version.parse(pythonVersion);
    return file.requiresPython()
        .map(VersionSpecifiers::guess)
        .flatMap(pythons -> own.map(pythons::admits))
        .orElse(true);
  }

  private Optional<Candidate> candidate(ProjectFile file, ProjectName project) {
    var name = DistributionFilename.parse(file.filename(), project);
    return name.version()
        .flatMap(Version::ofFilename)
        .map(version -> new Candidate(file, version, rank(name)));
  }

  private int rank(DistributionFilename name) {
    if (!(name instanceof DistributionFilename.Wheel wheel)) {
      return 0;
    }
    String python = wheel.tags().get(0);
    String platform = wheel.tags().get(2);
    if (newestGlibc(platform) > glibc || platform.startsWith("musl")) {
      return -1;
    }
    int closeness = python.contains("cp3" + target.minor()) ? 3 : python.startsWith("cp") ? 2 : 1;
    return closeness * MAX_SCORE + newestGlibc(platform);
  }

  /** pip prefers the platform tag that asks for most. */
  private static int newestGlibc(String platform) {
    Matcher asked = GLIBC.matcher(platform);
    int newest = 0;
    while (asked.find()) {
      newest = Math.max(newest, Integer.parseInt(asked.group(2)));
    }
    return newest;
  }
}
