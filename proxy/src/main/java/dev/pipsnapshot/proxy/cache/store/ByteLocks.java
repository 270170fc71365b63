package dev.pipsnapshot.proxy.cache.store;

import dev.pipsnapshot.diagnostics.IoReason;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.flight.SharedDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks between processes: one byte of one file for each thing to lock, so that there is no lock
 * file to delete and the kernel lets go of what a killed process held.
 *
 * <p>POSIX drops all locks of a process on a file as soon as the process closes any descriptor of
 * it. So there must be one of these for a file in a JVM, which {@link SharedDirectory} sees to.
 */
public final class ByteLocks implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(ByteLocks.class);

  private final Path file;
  private final FileChannel channel;
  private final AtomicBoolean unlockable = new AtomicBoolean();

  /** What this process would have locked if it could. */
  private final Set<Long> unlocked = ConcurrentHashMap.newKeySet();

  ByteLocks(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  public static ByteLocks open(Path file) throws IOException {
    return new ByteLocks(
        file,
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)));
  }

  /** Locks the byte that {@code digest} stands for, unless somebody, also in here, holds it. */
  public Optional<FileLock> tryLock(Sha256 digest) throws IOException {
    return tryLock(ByteBuffer.wrap(digest.bytes()).getLong() & Long.MAX_VALUE - 1);
  }

  /** Locks one byte. */
  public Optional<FileLock> tryLock(long position) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock(position, 1, false));
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    } catch (ClosedChannelException | FileLockInterruptionException e) {
      throw e;
    } catch (IOException e) {
      if (!unlockable.getAndSet(true)) {
        log.warn("event=no-locks file={} cause=\"{}\"", file, IoReason.of(e));
      }
      return unlocked.add(position) ? Optional.of(new NoLock(position)) : Optional.empty();
    }
  }

  /** Whether the file system has no locks, so that nobody can be told apart from nobody. */
  public boolean isUnlockable() {
    return unlockable.get();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /**
   * What stands for a lock where there are none. It keeps out this process alone: others may do the
   * same work once more, which the cache bears, since whatever it keeps is checked, and appears
   * whole by a rename.
   */
  private final class NoLock extends FileLock {
    NoLock(long position) {
      super(channel, position, 1, false);
    }

    @Override
    public boolean isValid() {
      return unlocked.contains(position());
    }

    @Override
    public void release() {
      unlocked.remove(position());
    }
  }
}
