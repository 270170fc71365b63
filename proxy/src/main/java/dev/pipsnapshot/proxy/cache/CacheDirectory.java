package dev.pipsnapshot.proxy.cache;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes the cache directory, and refuses one that others can tamper with. */
final class CacheDirectory {
  private CacheDirectory() {}

  /**
   * Refuses a directory that anyone may write to: files there could be swapped for others, or for
   * links, after they were checked.
   */
  static void requireTrusted(CacheLayout layout) {
    for (Path directory : new Path[] {layout.root(), layout.artifacts()}) {
      try {
        if (Files.isDirectory(directory)
            && isPosix()
            && Files.getPosixFilePermissions(directory)
                .contains(PosixFilePermission.OTHERS_WRITE)) {
          throw CacheException.Directory.writableByAnyone(directory);
        }
      } catch (IOException e) {
        throw CacheException.Directory.unusable(directory, e);
      }
    }
  }

  /** Makes the directories that are missing; those of ours are for the user alone. */
  static void create(CacheLayout layout) throws IOException {
    if (!Files.isDirectory(layout.root())) {
      Files.createDirectories(layout.root(), privateToUser());
    }
    for (Path directory :
        new Path[] {
          layout.artifactsByContent(),
          layout.artifactsByUrl(),
          layout.verifications(),
          layout.allMetadata(),
          layout.pages()
        }) {
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(directory);
      }
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
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
