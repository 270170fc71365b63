package dev.pipsnapshot.hasher.nar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Reads files of a known size and fails if they turn out longer or shorter. For one thread at a
 * time; its buffer is reused, because the JDK would copy through one of its own otherwise.
 */
final class ContentReader {
  /** A path that has become a link since it was looked at must not be followed. */
  private static final Set<OpenOption> OPTIONS =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  /** One more than can be asked for, so that the read that ends a file also sees that it ends. */
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(Segment.CAPACITY + 1);

  /** Reads all {@code size} bytes of {@code file}, at most a segment's, into {@code target}. */
  void readWhole(Path file, int size, byte[] target, int offset) throws NarException {
    buffer.clear().limit(size + 1);
    try (FileChannel channel = FileChannel.open(file, OPTIONS)) {
      int read = channel.read(buffer);
      while (read >= 0 && buffer.position() < size) {
        read = channel.read(buffer);
      }
    } catch (IOException e) {
      throw new UnreadableFileException(file, e);
    }
    if (buffer.position() > size) {
      throw FileChangedException.grew(file, size);
    }
    if (buffer.position() < size) {
      throw FileChangedException.shrank(file, size);
    }
    buffer.flip().get(target, offset, size);
  }

  /** Appends all {@code size} bytes of {@code file} to {@code out}. */
  void copy(Path file, long size, SegmentWriter out) throws IOException {
    try (FileChannel channel = open(file)) {
      long remaining = size;
      while (remaining > 0) {
        buffer.clear().limit((int) Math.min(remaining, out.room()));
        int read = read(file, channel);
        if (read < 0) {
          throw FileChangedException.shrank(file, size);
        }
        out.append(buffer.flip());
        remaining -= read;
      }
      buffer.clear().limit(1);
      if (read(file, channel) >= 0) {
        throw FileChangedException.grew(file, size);
      }
    }
  }

  private static FileChannel open(Path file) throws UnreadableFileException {
    try {
      return FileChannel.open(file, OPTIONS);
    } catch (IOException e) {
      throw new UnreadableFileException(file, e);
    }
  }

  private int read(Path file, FileChannel channel) throws UnreadableFileException {
    try {
      return channel.read(buffer);
    } catch (IOException e) {
      throw new UnreadableFileException(file, e);
    }
  }
}
