package dev.pipsnapshot.proxy.cache.store;

import dev.pipsnapshot.proxy.cache.CacheLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Small files that are there whole or not at all. Power loss may leave an empty or damaged one:
 * whoever reads them must be able to tell.
 *
 * @param owner part of the names of temporary files, by which a later sweep tells whose they are
 */
public record AtomicFile(String owner) {
  /** The JDK keeps a buffer outside the heap, for each thread, of the longest it read or wrote. */
  static final int SLICE = 256 * 1024;

  /**
   * Replaces {@code target} in a tree of the cache; the directories above it are made where they
   * are missing.
   */
  void write(Path target, ByteBuffer... parts) throws IOException {
    Files.createDirectories(target.getParent());
    Path incoming = Files.createDirectories(CacheLayout.incomingOf(target));
    Path temporary =
        incoming.resolve(
            target.getFileName()
                + "."
                + Long.toHexString(ThreadLocalRandom.current().nextLong())
                + "."
                + owner
                + CacheLayout.TEMPORARY_SUFFIX);
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        for (ByteBuffer part : parts) {
          ByteBuffer rest = part.duplicate();
          while (rest.hasRemaining()) {
            int sliced = Math.min(SLICE, rest.remaining());
            int written = channel.write(rest.slice(rest.position(), sliced));
            rest.position(rest.position() + written);
          }
        }
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** The owner in the name of a temporary file; something meaningless if it is no such name. */
  public static String ownerOf(String temporaryName) {
    int end = temporaryName.length() - CacheLayout.TEMPORARY_SUFFIX.length();
    return end < 0 ? "" : temporaryName.substring(temporaryName.lastIndexOf('.', end - 1) + 1, end);
  }

  /** The content of a file of at most {@code limit} bytes; empty if there is none, or a larger. */
  static Optional<byte[]> read(Path file, long limit) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      long size = channel.size();
      if (size > limit) {
        return Optional.empty();
      }
      ByteBuffer content = ByteBuffer.allocate((int) size);
      while (content.hasRemaining()) {
        if (channel.read(content) < 0) {
          return Optional.empty();
        }
      }
      return Optional.of(content.array());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
