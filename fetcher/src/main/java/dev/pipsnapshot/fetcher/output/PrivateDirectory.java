package dev.pipsnapshot.fetcher.output;

import dev.pipsnapshot.fetcher.failure.OutputUnusable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

/**
 * A directory whose name anyone can guess, in a folder where others may write too: what another
 * user has prepared under that name is not used, not emptied, and not so much as opened.
 */
final class PrivateDirectory {
  /** Whom it belongs to is who runs this; it is there on Linux. */
  private static final Path OWN_PROCESS = Path.of("/proc/self");

  private PrivateDirectory() {}

  /**
   * Makes the directory, for this user alone, or makes sure that the one there was made so.
   *
   * @throws OutputUnusable if what is there was not
   */
  static void make(Path directory) throws IOException {
    try {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      PosixFileAttributes found =
          Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      requireOwn(directory, found, user(directory));
    }
  }

  /** Root is no exception: it has most to lose. */
  static void requireOwn(Path directory, PosixFileAttributes found, UserPrincipal user) {
    if (!found.isDirectory()) {
      throw OutputUnusable.workspaceUnusable(directory, "is no directory");
    }
    if (!found.owner().equals(user)) {
      throw OutputUnusable.workspaceUnusable(directory, "belongs to " + found.owner().getName());
    }
    if (found.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
      throw OutputUnusable.workspaceUnusable(directory, "may be written to by anyone");
    }
  }

  private static UserPrincipal user(Path directory) throws IOException {
    return Files.exists(OWN_PROCESS)
        ? Files.getOwner(OWN_PROCESS)
        : directory
            .getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
  }
}
