package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.Piece;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A large buffer of the heap in slices. Written whole, it would be copied whole into direct memory
 * for each client, and stay there for as long as the client stalls.
 */
final class SlicedFeed implements BodyFeed {
  private static final int SLICE_BYTES = 128 * 1024;

  private final ByteBuffer rest;

  SlicedFeed(ByteBuffer bytes) {
    this.rest = bytes.duplicate();
  }

  @Override
  public CompletableFuture<Optional<Piece>> next() {
    if (!rest.hasRemaining()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    int length = Math.min(SLICE_BYTES, rest.remaining());
    ByteBuffer slice = rest.slice(rest.position(), length);
    rest.position(rest.position() + length);
    return CompletableFuture.completedFuture(Optional.of(new Piece.InMemory(slice)));
  }

  @Override
  public void close() {}
}
