package dev.pipsnapshot.proxy.service.pages;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Gathers the bytes of a page in pieces, which need no room for a longer copy while they grow. */
final class RenderedBody extends OutputStream {
  private static final int FIRST_PIECE = 4 * 1024;
  private static final int LONGEST_PIECE = 1 << 20;

  private final List<ByteBuffer> full = new ArrayList<>();
  private ByteBuffer piece = ByteBuffer.allocate(FIRST_PIECE);
  private int length;

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    int written = 0;
    while (written < count) {
      if (!piece.hasRemaining()) {
        full.add(piece.flip());
        piece = ByteBuffer.allocate(Math.min(2 * piece.capacity(), LONGEST_PIECE));
      }
      int more = Math.min(piece.remaining(), count - written);
      piece.put(bytes, offset + written, more);
      written += more;
    }
    length += count;
  }

  /** What was written, outside the heap, from where the network takes it without a copy. */
  ByteBuffer toDirectBuffer() {
    ByteBuffer body = ByteBuffer.allocateDirect(length);
    full.forEach(bytes -> body.put(bytes.duplicate()));
    return body.put(piece.duplicate().flip()).flip();
  }
}
