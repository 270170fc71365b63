package dev.pipsnapshot.proxy.index;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of a project's versions are released by given files. */
final class ReleasedVersions {
  private final Map<String, String> byText = new HashMap<>();

  /** By the text of its key. */
  private final Map<String, String> byKey = new HashMap<>();

  private final Set<String> released = new HashSet<>();

  private ReleasedVersions(List<String> listed) {
    for (var version : listed) {
      byText.put(version, version);
    }
  }

  /** Those of {@code listed}, in their order, that some of {@code files} belongs to. */
  static List<String> among(List<String> listed, List<ProjectFile> files, ProjectName project) {
    var versions = new ReleasedVersions(listed);
    for (var file : files) {
      versions.add(DistributionFilename.parse(file.filename(), project));
    }
    return listed.stream().filter(versions.released::contains).toList();
  }

  private void add(DistributionFilename filename) {
    if (filename instanceof DistributionFilename.LegacyBuilt built) {
      longestPrefix(built.versionAndPlatform()).ifPresent(released::add);
    } else if (filename instanceof DistributionFilename.Sdist sdist) {
      find(sdist.versionText())
          .or(() -> longestPrefix(sdist.versionText()))
          .ifPresent(released::add);
    } else {
      filename.version().flatMap(this::find).ifPresent(released::add);
    }
  }

  /** The spelling of a file name may differ from the list's; most are equal, so try that first. */
  private Optional<String> find(String version) {
    var same = byText.get(version);
    if (same != null) {
      return Optional.of(same);
    }
    if (byKey.isEmpty()) {
      byText
          .keySet()
          .forEach(listed -> byKey.putIfAbsent(VersionKey.of(listed).canonical(), listed));
    }
    return Optional.ofNullable(byKey.get(VersionKey.of(version).canonical()));
  }

  /**
   * The longest version that {@code text} starts with, where a platform or the like follows: {@code
   * 1.0.win32-py2.7}, {@code 1.0.linux-x86_64}, {@code 1.0-py2.7}.
   */
  private Optional<String> longestPrefix(String text) {
    for (int end = text.length(); end > 0; end--) {
      boolean boundary = end == text.length() || text.charAt(end) == '.' || text.charAt(end) == '-';
      if (boundary) {
        var found = find(text.substring(0, end));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
