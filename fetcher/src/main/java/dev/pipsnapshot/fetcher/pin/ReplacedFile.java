package dev.pipsnapshot.fetcher.pin;

import dev.pipsnapshot.diagnostics.IoReason;
import dev.pipsnapshot.fetcher.output.LockFile;
import dev.pipsnapshot.fetcher.output.Replacement;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to replace a file, which one holder has at a time; the system takes it back from a
 * holder that dies. Held by a lock on a file beside it, which goes with its holder: so whoever
 * waited may have got the lock of a file that is gone, and looks again.
 */
final class ReplacedFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplacedFile.class);

  /** To the system, all threads of this process are one holder. */
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  private final Path target;
  private final Path lockFile;
  private final FileChannel channel;

  private ReplacedFile(Path target, Path lockFile, FileChannel channel) {
    this.target = target;
    this.lockFile = lockFile;
    this.channel = channel;
  }

  /** Waits for the right to replace {@code target}, which need not be there. */
  static ReplacedFile lock(Path target) throws IOException, InterruptedException {
    Path lockFile = target.resolveSibling("." + target.getFileName() + ".lock");
    IN_THIS_PROCESS.lockInterruptibly();
    try {
      while (true) {
        FileChannel channel =
            FileChannel.open(
                lockFile,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                // Its length is changed, and anyone who may write here can guess its name.
                LinkOption.NOFOLLOW_LINKS);
        try {
          lock(channel, lockFile);
          if (LockFile.isNamed(lockFile, channel)) {
            return new ReplacedFile(target, lockFile, channel);
          }
          channel.close();
        } catch (IOException | RuntimeException e) {
          channel.close();
          throw e;
        }
      }
    } catch (IOException | RuntimeException e) {
      IN_THIS_PROCESS.unlock();
      throw e;
    }
  }

  private static void lock(FileChannel channel, Path lockFile) throws IOException {
    try {
      channel.lock();
    } catch (ClosedChannelException | FileLockInterruptionException e) {
      throw e;
    } catch (IOException e) {
      // A file system without locks: whoever replaces last has the last word.
      LOG.warn("no-locks file={} reason=\"{}\"", lockFile, IoReason.of(e));
    }
  }

  /** Puts {@code content} in place, all at once. */
  void replace(byte[] content) throws IOException {
    try (var replacement = Replacement.write(target, content)) {
      replacement.publish();
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(lockFile);
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }
}
