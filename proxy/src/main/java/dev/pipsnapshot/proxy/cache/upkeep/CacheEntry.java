package dev.pipsnapshot.proxy.cache.upkeep;

import java.nio.file.Path;
import java.time.Instant;

/**
 * One thing that is kept in the cache.
 *
 * @param kind what it is
 * @param path where
 * @param size bytes
 * @param lastUsed when it was last used, exact to a day or better
 */
public record CacheEntry(Kind kind, Path path, long size, Instant lastUsed) {
  /** The kinds of things in a cache. */
  public enum Kind {
    /** A distribution file. */
    ARTIFACT,
    /** Which distribution file a URL brought that no digest is listed for. */
    URL,
    /** An upstream page. */
    PAGE,
    /** The core metadata of a wheel. */
    METADATA,
    /** What a fetch gave. */
    MEMO,
    /** What pip wrote in a fetch that failed. */
    LOG,
    /** What a launcher starts its command faster with. */
    ARCHIVE,
    /** What an earlier version kept in a format that is no longer read. */
    EARLIER
  }
}
