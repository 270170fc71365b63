package dev.pipsnapshot.proxy.cache.flight;

import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.store.AtomicFile;
import dev.pipsnapshot.proxy.cache.store.PartialFiles;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What the parts of a cache work with.
 *
 * @param downloads runs what blocks for as long as an upstream takes
 * @param disk runs what blocks for as long as a local disk takes
 */
record CacheParts(
    CacheLayout layout,
    Executor downloads,
    Executor disk,
    Clock clock,
    AtomicFile files,
    PartialFiles partials,
    Pause pause) {}
