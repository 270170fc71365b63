package dev.pipsnapshot.proxy.warmup;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.Piece;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A feed that tells once when it is closed: the body is no longer under way. */
final class WatchedFeed implements BodyFeed {
  private final BodyFeed feed;
  private final Runnable end;
  private final AtomicBoolean ended = new AtomicBoolean();

  WatchedFeed(BodyFeed feed, Runnable end) {
    this.feed = feed;
    this.end = end;
  }

  @Override
  public CompletableFuture<Optional<Piece>> next() {
    return feed.next();
  }

  @Override
  public void close() {
    feed.close();
    if (ended.compareAndSet(false, true)) {
      end.run();
    }
  }
}
