package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.Piece;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A feed that gives fixed pieces and then ends, fails or stalls. */
final class ScriptedFeed implements BodyFeed {
  private final Queue<Piece> pieces;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger pulls = new AtomicInteger();
  private CompletableFuture<Optional<Piece>> end =
      CompletableFuture.completedFuture(Optional.empty());

  ScriptedFeed(Piece... pieces) {
    this.pieces = new ArrayDeque<>(List.of(pieces));
  }

  void failAtEnd() {
    end =
        CompletableFuture.failedFuture(
            new UncheckedIOException(new java.io.IOException("upstream was cut")));
  }

  void stallAtEnd() {
    end = new CompletableFuture<>();
  }

  int pulls() {
    return pulls.get();
  }

  void awaitClosed() throws InterruptedException {
    closed.await();
  }

  @Override
  public CompletableFuture<Optional<Piece>> next() {
    pulls.incrementAndGet();
    Piece piece = pieces.poll();
    return piece == null ? end : CompletableFuture.completedFuture(Optional.of(piece));
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
