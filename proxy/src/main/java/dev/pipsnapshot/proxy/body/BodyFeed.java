package dev.pipsnapshot.proxy.body;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A body handed out piece by piece, the next only when it is asked for; so a slow client holds back
 * its own feed and costs no memory.
 *
 * <p>At most one {@link #next} may be outstanding. The returned future may complete on any thread
 * and does so exceptionally if the body cannot be completed: what was handed out until then is a
 * prefix and must not be passed off as the whole.
 */
public interface BodyFeed extends AutoCloseable {
  /** The next piece, never of length 0, or empty at the end. Never blocks. */
  CompletableFuture<Optional<Piece>> next();

  /** Releases what the feed holds, finished or not. Idempotent; never blocks. */
  @Override
  void close();
}
