package dev.pipsnapshot.fetcher.memo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Puts memos in place whole, by way of a directory for those that are not. A file there is locked
 * while it is written: a process's number says nothing to those who share the cache from other
 * machines or containers.
 */
final class MemoWriter {
  private static final int DEPTH = 2;
  private static final String TEMPORARY = ".tmp";

  private final Path root;
  private final Path incoming;

  MemoWriter(Path root) {
    this.root = root;
    this.incoming = root.resolve("incoming");
  }

  /**
   * Puts {@code content} at {@code target}. One at a time: whichever of its descriptors of a file a
   * process closes, its lock on that file is gone.
   */
  void write(Path target, byte[] content) throws IOException {
    synchronized (MemoWriter.class) {
      Files.createDirectories(target.getParent());
      sweep();
      Path temporary =
          Files.createDirectories(incoming)
              .resolve(target.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
      try (FileChannel out =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        lock(out);
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    }
  }

  /**
   * Removes what processes left that were killed while they wrote. Earlier versions, which did not
   * make the directory for that, wrote beside the memos.
   */
  private void sweep() throws IOException {
    try (Stream<Path> files = Files.walk(Files.isDirectory(incoming) ? incoming : root, DEPTH)) {
      for (Path file : files.filter(MemoWriter::isTemporary).toList()) {
        removeUnlessHeld(file);
      }
    }
  }

  private static boolean isTemporary(Path file) {
    return String.valueOf(file.getFileName()).endsWith(TEMPORARY)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static void removeUnlessHeld(Path file) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (lock(channel)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // Somebody else's, or gone: it is left to those who can.
      Thread.onSpinWait();
    }
  }

  /** Where a file system has no locks, nothing is swept, and all else goes its way. */
  private static boolean lock(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }
}
