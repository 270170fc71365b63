package dev.pipsnapshot.proxy.service.files;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.Piece;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A feed that tells once when somebody begins to take it: a HEAD request never does. */
final class AnnouncedFeed implements BodyFeed {
  private final BodyFeed feed;
  private final Runnable announcement;
  private final AtomicBoolean announced = new AtomicBoolean();

  AnnouncedFeed(BodyFeed feed, Runnable announcement) {
    this.feed = feed;
    this.announcement = announcement;
  }

  @Override
  public CompletableFuture<Optional<Piece>> next() {
    if (announced.compareAndSet(false, true)) {
      announcement.run();
    }
    return feed.next();
  }

  @Override
  public void close() {
    feed.close();
  }
}
