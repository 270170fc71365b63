package dev.pipsnapshot.proxy.cache.store;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.Piece;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stored file, or a part of it: what its first bytes hold of that from memory, so that they leave
 * with the head and not in a packet of their own, and the rest from the disk.
 */
public final class FileFeed implements BodyFeed {
  private static final Logger log = LoggerFactory.getLogger(FileFeed.class);

  private final StoredFile file;
  private final long end;
  private long position;

  /** The bytes from {@code first} to before {@code end}; closes the file when it is closed. */
  FileFeed(StoredFile file, long first, long end) {
    this.file = file;
    this.position = first;
    this.end = end;
  }

  @Override
  public CompletableFuture<Optional<Piece>> next() {
    if (position >= end) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    Piece piece = position < file.start().limit() ? fromStart() : fromDisk();
    position += piece.length();
    return CompletableFuture.completedFuture(Optional.of(piece));
  }

  @Override
  public void close() {
    file.close();
  }

  private Piece fromStart() {
    int first = (int) position;
    int last = (int) Math.min(end, file.start().limit());
    return new Piece.InMemory(file.start().slice(first, last - first));
  }

  private Piece fromDisk() {
    return new Piece.OfFile(file.channel(), position, end - position);
  }

  public static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("event=close-failed cause=\"{}\"", e.toString());
    }
  }
}
