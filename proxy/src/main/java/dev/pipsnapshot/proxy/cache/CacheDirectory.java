package dev.pipsnapshot.proxy.cache;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the cache directory, and refuses one that others can tamper with. */
public final class CacheDirectory {
  private static final Logger log = LoggerFactory.getLogger(CacheDirectory.class);
  private static final Path OWN_PROCESS = Path.of("/proc/self");
  private static final int ROOT = 0;
  private static final String UNIX_GROUP = "unix:gid";
  private static final String UNIX_MODE = "unix:mode";

  private CacheDirectory() {}

  /**
   * Refuses a directory that anyone may write to, or that another user alone does: files there
   * could be swapped for others, or for links, after they were checked. Members of a group that may
   * write to it are trusted.
   */
  public static void requireTrusted(CacheLayout layout) {
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

  /** Makes the root, for the user alone, if it is missing. */
  public static void createRoot(CacheLayout layout) throws IOException {
    if (!Files.isDirectory(layout.root())) {
      Files.createDirectories(layout.root(), privateToUser());
    }
  }

  /**
   * The trees of an earlier version, which wrote what was not whole beside what was: those that are
   * there without the directory for it.
   */
  public static List<Path> treesOfEarlierVersion(CacheLayout layout) {
    var earlier = new ArrayList<Path>();
    for (Path tree : layout.trees()) {
      if (Files.isDirectory(tree)
          && !Files.isDirectory(CacheLayout.incoming(tree), LinkOption.NOFOLLOW_LINKS)) {
        earlier.add(tree);
      }
    }
    return earlier;
  }

  /**
   * Makes the trees that are missing below the root. After this none counts as one of an earlier
   * version.
   */
  public static void createTrees(CacheLayout layout) throws IOException {
    for (Path tree : layout.trees()) {
      Path parent = layout.root();
      for (Path name : parent.relativize(CacheLayout.incoming(tree))) {
        Path directory = parent.resolve(name);
        if (!Files.isDirectory(directory)) {
          createLike(parent, directory);
        }
        parent = directory;
      }
    }
  }

  /**
   * Makes a directory that is open to whom its parent is open to: with the umask that most people
   * have, a group that shares the cache could not write there.
   */
  private static void createLike(Path parent, Path directory) throws IOException {
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(directory)) {
        return;
      }
      throw e;
    }
    if (supports("unix")) {
      copyAccess(parent, directory);
    }
  }

  private static void copyAccess(Path from, Path to) throws IOException {
    try {
      Object group = Files.getAttribute(from, UNIX_GROUP);
      if (!group.equals(Files.getAttribute(to, UNIX_GROUP))) {
        Files.setAttribute(to, UNIX_GROUP, group);
      }
      // Set as POSIX permissions, they would lose the bit that hands the group on.
      Files.setAttribute(to, UNIX_MODE, Files.getAttribute(from, UNIX_MODE));
    } catch (FileSystemException e) {
      // Without the group its permissions must not be given: they would go to another.
      log.debug("event=access-not-copied directory={} cause=\"{}\"", to, e.toString());
    }
  }

  private static FileAttribute<?>[] privateToUser() {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return supports("posix");
  }

  private static boolean supports(String view) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains(view);
  }
}
