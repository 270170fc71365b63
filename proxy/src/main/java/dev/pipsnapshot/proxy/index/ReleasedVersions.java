package dev.pipsnapshot.proxy.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of a project's versions are released by given files. */
final class ReleasedVersions {
  private final Map<String, String> byText = new HashMap<>();

  /** By its canonical spelling. */
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
    var kept = new ArrayList<>(listed);
    kept.retainAll(versions.released);
    return kept;
  }

  private void add(DistributionFilename filename) {
    String version = version(filename);
    if (version != null) {
      released.add(version);
    }
  }

  private @Nullable String version(DistributionFilename filename) {
    if (filename instanceof DistributionFilename.Wheel wheel) {
      return find(wheel.versionText());
    }
    if (filename instanceof DistributionFilename.LegacyBuilt built) {
      return longestPrefix(built.versionAndPlatform());
    }
    return filename instanceof DistributionFilename.Sdist sdist
        ? longestPrefix(sdist.versionText())
        : null;
  }

  /** The spelling of a file name may differ from the list's; most are equal, so try that first. */
  private @Nullable String find(String version) {
    var same = byText.get(version);
    if (same != null) {
      return same;
    }
    if (byKey.isEmpty()) {
      for (var listed : byText.keySet()) {
        byKey.putIfAbsent(Version.canonical(listed), listed);
      }
    }
    return byKey.get(Version.canonical(version));
  }

  /**
   * The longest version that {@code text} starts with, where a platform or the like follows: {@code
   * 1.0.win32-py2.7}, {@code 1.0.linux-x86_64}, {@code 1.0-py2.7}.
   */
  private @Nullable String longestPrefix(String text) {
    for (int end = text.length(); end > 0; end--) {
      boolean boundary = end == text.length() || text.charAt(end) == '.' || text.charAt(end) == '-';
      if (boundary) {
        var found = find(text.substring(0, end));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
