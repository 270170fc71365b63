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
 * Reads large files of a known size and fails if they turn out longer or shorter. For one thread at
 * a time; its buffer is reused, because the JDK would copy through one of its own otherwise.
 */
final class ContentReader {
  /** A path that has become a link since it was looked at must not be followed. */
  static final Set<OpenOption> OPTIONS = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(Segment.CAPACITY);

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
