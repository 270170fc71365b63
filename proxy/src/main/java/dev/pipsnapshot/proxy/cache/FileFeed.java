package dev.pipsnapshot.proxy.cache;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.Piece;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stored file, or a part of it, in one piece. */
final class FileFeed implements BodyFeed {
  private static final Logger log = LoggerFactory.getLogger(FileFeed.class);

  private final FileChannel channel;
  private final long end;
  private long position;

  /** The bytes from {@code first} to before {@code end}; closes the channel when it is closed. */
  FileFeed(FileChannel channel, long first, long end) {
    this.channel = channel;
    this.position = first;
    this.end = end;
  }

  @Override
  public CompletableFuture<Optional<Piece>> next() {
    if (position >= end) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    var piece = new Piece.OfFile(channel, position, end - position);
    position = end;
    return CompletableFuture.completedFuture(Optional.of(piece));
  }

  @Override
  public void close() {
    close(channel);
  }

  static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("event=close-failed cause=\"{}\"", e.toString());
    }
  }
}
