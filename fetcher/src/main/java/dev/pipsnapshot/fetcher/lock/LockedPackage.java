package dev.pipsnapshot.fetcher.lock;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.Comparator;
import java.util.Optional;

/**
 * A package and the one file of it that was chosen. Ordered by name, then file name.
 *
 * @param name its project
 * @param version as the file's name spells it; unknown where that follows no rule
 * @param requiresPython the Pythons it supports, where the index says so in a form that tools read
 * @param file the file
 */
public record LockedPackage(
    ProjectName name, Optional<String> version, Optional<String> requiresPython, LockedFile file)
    implements Comparable<LockedPackage> {
  private static final Comparator<LockedPackage> ORDER =
      Comparator.comparing(LockedPackage::name)
          .thenComparing(locked -> locked.file().filename())
          .thenComparing(locked -> locked.file().digest());

  public LockedPackage {
    version.ifPresent(
        text -> {
          if (!VersionText.isVersion(text)) {
            throw new IllegalArgumentException("not a version: " + text);
          }
        });
    requiresPython = requiresPython.filter(VersionText::isSpecifierSet);
  }

  @Override
  public int compareTo(LockedPackage other) {
    return ORDER.compare(this, other);
  }
}
