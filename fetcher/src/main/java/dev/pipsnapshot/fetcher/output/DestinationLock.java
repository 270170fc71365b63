package dev.pipsnapshot.fetcher.output;

import dev.pipsnapshot.diagnostics.IoReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a directory for one process; the system gives it back when the process dies. The directory
 * goes when its holder is done with it, so whoever comes next may have opened a lock that is gone:
 * hence the second look.
 */
final class DestinationLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DestinationLock.class);
  private static final int ATTEMPTS = 100;
  private static final String NAME = "lock";

  private final Path directory;
  private final FileChannel channel;

  private DestinationLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes {@code directory}, making it if need be; empty if another has it.
   *
   * @throws dev.pipsnapshot.fetcher.failure.OutputUnusable if it is not this user's
   */
  static Optional<DestinationLock> tryLock(Path directory) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      FileChannel channel;
      try {
        PrivateDirectory.make(directory);
        channel =
            FileChannel.open(
                directory.resolve(NAME),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
      } catch (NoSuchFileException e) {
        // Its holder removed the directory just now.
        continue;
      }
      if (!lock(directory, channel)) {
        channel.close();
        return Optional.empty();
      }
      if (LockFile.isNamed(directory.resolve(NAME), channel)) {
        return Optional.of(new DestinationLock(directory, channel));
      }
      channel.close();
    }
    return Optional.empty();
  }

  private static boolean lock(Path directory, FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      // A file system without locks: two fetches into one directory are then the user's business.
      LOG.warn("no-locks directory={} reason=\"{}\"", directory, IoReason.of(e));
      return true;
    }
  }

  /** Whether the directory is still ours. */
  boolean isHeld() {
    return channel.isOpen();
  }

  /** Removes the directory with everything in it, then lets go. Idempotent. */
  @Override
  public void close() throws IOException {
    if (isHeld()) {
      try {
        Tree.delete(directory);
      } finally {
        channel.close();
      }
    }
  }
}
