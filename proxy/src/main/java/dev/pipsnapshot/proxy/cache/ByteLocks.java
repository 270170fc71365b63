package dev.pipsnapshot.proxy.cache;

import dev.pipsnapshot.hasher.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * Locks between processes: one byte of one file for each thing to lock, so that there is no lock
 * file to delete and the kernel lets go of what a killed process held.
 *
 * <p>POSIX drops all locks of a process on a file as soon as the process closes any descriptor of
 * it. So there must be one of these for a file in a JVM, which {@link SharedDirectory} sees to.
 */
final class ByteLocks implements Closeable {
  private final FileChannel channel;

  private ByteLocks(FileChannel channel) {
    this.channel = channel;
  }

  static ByteLocks open(Path file) throws IOException {
    return new ByteLocks(
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)));
  }

  /** Locks the byte that {@code digest} stands for, unless somebody, also in here, holds it. */
  Optional<FileLock> tryLock(Sha256 digest) throws IOException {
    return tryLock(ByteBuffer.wrap(digest.bytes()).getLong() & Long.MAX_VALUE - 1);
  }

  /** Locks one byte. */
  Optional<FileLock> tryLock(long position) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock(position, 1, false));
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
