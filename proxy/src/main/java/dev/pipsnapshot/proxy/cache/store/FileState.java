package dev.pipsnapshot.proxy.cache.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What tells, without reading it, that a file is still the one that was read.
 *
 * @param regular whether it is a file at all, and no link to one
 * @param size bytes
 * @param modifiedNanos modification time, as exact as the file system has it
 * @param inode what the file system calls the file by, with its device
 */
public record FileState(boolean regular, long size, long modifiedNanos, String inode) {
  public static FileState of(Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return new FileState(
        attributes.isRegularFile(),
        attributes.size(),
        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        String.valueOf(attributes.fileKey()));
  }

  // Written out for the reason that ArtifactKey.ByContent gives.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileState that
        && regular == that.regular
        && size == that.size
        && modifiedNanos == that.modifiedNanos
        && inode.equals(that.inode);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(size) + Long.hashCode(modifiedNanos)) + inode.hashCode();
  }

  /** One line; equal exactly for equal states. */
  String line() {
    return size + " " + modifiedNanos + " " + inode + "\n";
  }
}
