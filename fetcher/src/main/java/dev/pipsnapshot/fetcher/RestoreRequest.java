package dev.pipsnapshot.fetcher;

import dev.pipsnapshot.fetcher.FetchRequest.Output;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.upstream.UpstreamSettings.Timeouts;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.nio.file.Path;

/**
 * A directory to be made again.
 *
 * @param lock the lock file
 * @param upstreams whose hosts and credentials may be used, besides public addresses
 * @param connectivity whether hosts may be asked
 * @param timeouts how long they may take
 * @param cache where files are looked for first, and kept
 * @param output whereto
 */
public record RestoreRequest(
    Path lock,
    Upstreams upstreams,
    Connectivity connectivity,
    Timeouts timeouts,
    CacheLayout cache,
    Output output) {}
