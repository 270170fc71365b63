package dev.pipsnapshot.proxy.body;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Some bytes of a body, on disk or in memory. */
public sealed interface Piece {
  /** How many bytes. */
  long length();

  /**
   * Bytes of an open file, for a transfer that never copies them through this process. The channel
   * belongs to the {@link BodyFeed} that handed out the piece and is closed with it.
   */
  record OfFile(FileChannel channel, long position, long length) implements Piece {}

  /** Bytes in memory; the consumer may read the buffer, nobody else will. */
  record InMemory(ByteBuffer bytes) implements Piece {
    @Override
    public long length() {
      return bytes.remaining();
    }
  }
}
