package dev.pipsnapshot.hasher.nar;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads small files of a known size and fails if they turn out longer or shorter. For one thread at
 * a time. A file that became a link since it was looked at may be followed, as Nix does.
 */
final class SmallFileReader {
  /** The largest file that is small, in bytes. */
  static final int LARGEST = 1 << 16;

  /** One more than a file has, so that the read that ends a file also sees that it ends. */
  private final byte[] buffer = new byte[LARGEST + 1];

  /** Reads all {@code size} bytes of {@code file} into {@code target}. */
  void read(Path file, int size, byte[] target, int offset) throws NarException {
    int read = readUpTo(size + 1, file);
    if (read > size) {
      throw FileChangedException.grew(file, size);
    }
    if (read < size) {
      throw FileChangedException.shrank(file, size);
    }
    System.arraycopy(buffer, 0, target, offset, size);
  }

  private int readUpTo(int limit, Path file) throws UnreadableFileException {
    String name = file.toString();
    if (NarEntryName.isFaithful(name)) {
      try (InputStream stream = new FileInputStream(name)) {
        return readUpTo(limit, stream);
      } catch (IOException e) {
        // A stream costs half of what a channel does, but only the channel tells why it failed.
      }
    }
    try (InputStream stream =
        Channels.newInputStream(Files.newByteChannel(file, ContentReader.OPTIONS))) {
      return readUpTo(limit, stream);
    } catch (IOException e) {
      throw new UnreadableFileException(file, e);
    }
  }

  private int readUpTo(int limit, InputStream stream) throws IOException {
    int total = 0;
    int read;
    do {
      read = stream.read(buffer, total, limit - total);
      total += Math.max(read, 0);
    } while (read > 0 && total < limit - 1);
    return total;
  }
}
