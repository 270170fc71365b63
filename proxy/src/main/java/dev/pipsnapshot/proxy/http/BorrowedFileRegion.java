package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.body.Piece;
import io.netty.channel.DefaultFileRegion;

/** A stretch of a file for {@code sendfile}, whose channel stays open: it belongs to the feed. */
final class BorrowedFileRegion extends DefaultFileRegion {
  BorrowedFileRegion(Piece.OfFile piece) {
    super(piece.channel(), piece.position(), piece.length());
  }

  @Override
  protected void deallocate() {}
}
