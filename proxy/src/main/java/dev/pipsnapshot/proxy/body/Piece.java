package dev.pipsnapshot.proxy.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Some bytes of a body, on disk or in memory. */
public sealed interface Piece {
  /** How many bytes. */
  long length();

  /**
   * Writes them where {@code out} stands. Blocks.
   *
   * @throws IOException if that fails, or the bytes are no longer there
   */
  void writeTo(FileChannel out) throws IOException;

  /**
   * Bytes of an open file, for a transfer that never copies them through this process. The channel
   * belongs to the {@link BodyFeed} that handed out the piece and is closed with it.
   */
  record OfFile(FileChannel channel, long position, long length) implements Piece {
    @Override
    public void writeTo(FileChannel out) throws IOException {
      long sent = 0;
      while (sent < length) {
        long more = channel.transferTo(position + sent, length - sent, out);
        if (more <= 0) {
          throw new IOException("a file became shorter while it was read");
        }
        sent += more;
      }
    }
  }

  /** Bytes in memory; the consumer may read the buffer, nobody else will. */
  record InMemory(ByteBuffer bytes) implements Piece {
    @Override
    public long length() {
      return bytes.remaining();
    }

    @Override
    public void writeTo(FileChannel out) throws IOException {
      ByteBuffer rest = bytes.duplicate();
      while (rest.hasRemaining()) {
        out.write(rest);
      }
    }
  }
}
