package dev.pipsnapshot.proxy.cache;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Makes the cache directory, and refuses one that others can tamper with. */
final class CacheDirectory {
  private static final Path OWN_PROCESS = Path.of("/proc/self");
  private static final int ROOT = 0;

  private CacheDirectory() {}

  /**
   * Refuses a directory that anyone may write to, or that another user alone does: files there
   * could be swapped for others, or for links, after they were checked. Members of a group that may
   * write to it are trusted.
   */
  static void requireTrusted(CacheLayout layout) {
    if (!isPosix()) {
      return;
    }
    requireTrusted(layout.root());
    requireTrusted(layout.artifacts());
    for (Path tree : layout.trees()) {
      requireTrusted(tree);
      requireTrusted(CacheLayout.incoming(tree));
    }
  }

  private static void requireTrusted(Path directory) {
    try {
      if (!Files.isDirectory(directory)) {
        return;
      }
      var permissions = Files.getPosixFilePermissions(directory);
      if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw CacheException.Directory.writableByAnyone(directory);
      }
      if (!permissions.contains(PosixFilePermission.GROUP_WRITE) && isAnothers(directory)) {
        throw CacheException.Directory.ownedByAnother(directory, Files.getOwner(directory));
      }
    } catch (IOException e) {
      throw CacheException.Directory.unusable(directory, e);
    }
  }

  private static boolean isAnothers(Path directory) throws IOException {
    return Files.exists(OWN_PROCESS) && distrusts(userId(OWN_PROCESS), userId(directory));
  }

  /** Root may use what belongs to others, and others what belongs to root. */
  static boolean distrusts(int user, int owner) {
    return user != ROOT && owner != ROOT && owner != user;
  }

  private static int userId(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid");
  }

  /**
   * Makes the directories that are missing; those of ours are for the user alone.
   *
   * @return the trees that a version made which wrote beside the files that were there
   */
  static List<Path> create(CacheLayout layout) throws IOException {
    if (!Files.isDirectory(layout.root())) {
      Files.createDirectories(layout.root(), privateToUser());
    }
    List<Path> older = new ArrayList<>();
    for (Path tree : layout.trees()) {
      Path incoming = CacheLayout.incoming(tree);
      if (!Files.isDirectory(incoming, LinkOption.NOFOLLOW_LINKS)) {
        if (Files.isDirectory(tree)) {
          older.add(tree);
        }
        Files.createDirectories(incoming);
      }
    }
    return older;
  }

  private static FileAttribute<?>[] privateToUser() {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
