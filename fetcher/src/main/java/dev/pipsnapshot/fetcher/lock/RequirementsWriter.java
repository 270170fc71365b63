package dev.pipsnapshot.fetcher.lock;

import dev.pipsnapshot.fetcher.lock.LockedFile.Kind;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Writes requirements with {@code --hash} options, for pip's {@code --require-hashes} mode and for
 * what reads the same: equal locks, equal texts. Build requirements have no place there.
 */
public final class RequirementsWriter {
  private RequirementsWriter() {}

  /** With the hash of the file that was chosen. */
  public static String write(Lock lock) {
    return write(lock, Map.of());
  }

  /**
   * With the hashes of other files of the same versions, too, for other platforms.
   *
   * @param others digests by project
   */
  public static String write(Lock lock, Map<ProjectName, SortedSet<Sha256>> others) {
    StringBuilder text = new StringBuilder();
    lock.resolution().ifPresent(resolution -> head(text, resolution));
    for (LockedPackage locked : lock.packages()) {
      text.append(requirement(locked));
      SortedSet<Sha256> digests = new TreeSet<>();
      digests.add(locked.file().digest());
      if (locked.file().kind() != Kind.ARCHIVE) {
        digests.addAll(others.getOrDefault(locked.name(), new TreeSet<>()));
      }
      digests.forEach(digest -> text.append(" \\\n    --hash=sha256:").append(digest.hex()));
      text.append('\n');
    }
    return text.toString();
  }

  private static void head(StringBuilder text, Resolution resolution) {
    text.append("# As of ")
        .append(resolution.view().cutoff().map(Cutoff::toString).orElse(""))
        .append(", by pip ")
        .append(resolution.pip())
        .append(" on ")
        .append(resolution.python().implementation())
        .append(' ')
        .append(resolution.python().version())
        .append(", ")
        .append(resolution.python().platform())
        .append(".\n");
  }

  private static String requirement(LockedPackage locked) {
    return locked.file().kind() == Kind.ARCHIVE || locked.version().isEmpty()
        ? locked.name() + " @ " + locked.file().url()
        : locked.name() + "==" + locked.version().get();
  }
}
