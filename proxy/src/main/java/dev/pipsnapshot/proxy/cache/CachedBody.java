package dev.pipsnapshot.proxy.cache;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.ByteRange;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * An artifact's body for one client, whether it is stored already or still on its way. Gives one
 * feed; closing that, or this if there was none, releases everything.
 */
public interface CachedBody extends AutoCloseable {
  /** Where a body comes from. */
  enum ServedFrom {
    /** It was in the cache. */
    CACHE,
    /** It was, or is being, downloaded: for this client or for another one that asked earlier. */
    NETWORK
  }

  /** Where the body comes from. */
  ServedFrom servedFrom();

  /** Length of the whole body in bytes; always known for {@link ServedFrom#CACHE}. */
  OptionalLong totalLength();

  /**
   * Completes when the whole body has been checked, and fails with what made that impossible. Does
   * not depend on the feed being read, unless the cache cannot keep files.
   */
  CompletableFuture<VerifiedArtifact> verified();

  /**
   * The artifact in the cache, once the whole of it has been checked. Does not depend on a feed:
   * fails with {@link CacheException.Directory} where the cache cannot keep files.
   */
  CompletableFuture<VerifiedArtifact> kept();

  /**
   * The whole body. Its last bytes come only after the whole has been verified.
   *
   * @throws IllegalStateException if a feed has been given already
   */
  BodyFeed feed();

  /**
   * A part of the body, which the caller has compared with {@link #totalLength} where that is
   * known. The last bytes of the part, too, come only after the whole body has been verified.
   *
   * @throws IllegalStateException if a feed has been given already
   */
  BodyFeed feed(ByteRange range);

  /** Releases what the body holds, unless a feed has been given. Idempotent; never blocks. */
  @Override
  void close();
}
