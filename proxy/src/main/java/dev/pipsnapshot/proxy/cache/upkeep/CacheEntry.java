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
    /** An upstream page. */
    PAGE,
    /** The core metadata of a wheel. */
    METADATA
  }
}
