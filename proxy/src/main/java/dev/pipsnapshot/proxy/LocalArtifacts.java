package dev.pipsnapshot.proxy;

import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.CachedBody.ServedFrom;
import dev.pipsnapshot.proxy.cache.flight.DiskCache;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.files.KnownFile;
import dev.pipsnapshot.proxy.service.files.KnownFiles;
import dev.pipsnapshot.proxy.upstream.ArtifactClients;
import dev.pipsnapshot.proxy.upstream.UpstreamClients;
import dev.pipsnapshot.proxy.upstream.UpstreamListener;
import dev.pipsnapshot.proxy.upstream.UpstreamSettings;
import dev.pipsnapshot.proxy.upstream.UpstreamSettings.Timeouts;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The artifacts of a cache directory and of the hosts that have them, without a server in front.
 * Connects to nothing before a file is missing. Safe for use by many threads.
 */
public final class LocalArtifacts implements AutoCloseable {
  private final Upstreams upstreams;
  private final UpstreamSettings settings;
  private final Map<String, String> environment;
  private final Clock clock;
  private final WorkerPools pools;
  private final DiskCache cache;
  private final KnownFiles files;

  /** Guarded by this. */
  private @Nullable UpstreamClients clients;

  private LocalArtifacts(
      Upstreams upstreams,
      Connectivity connectivity,
      Timeouts timeouts,
      CacheLayout layout,
      Map<String, String> environment,
      Clock clock) {
    this.upstreams = upstreams;
    settings = UpstreamSettings.defaults().withTimeouts(timeouts);
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    pools = new WorkerPools();
    cache = DiskCache.open(layout, pools.downloads(), pools.workers(), clock);
    files = new KnownFiles(cache.artifacts(), this::clients, connectivity);
  }

  /**
   * Opens a cache directory.
   *
   * @param upstreams whose hosts and credentials may be used, besides public addresses
   * @param environment where proxies, certificates and credentials are named
   */
  public static LocalArtifacts open(
      Upstreams upstreams,
      Connectivity connectivity,
      Timeouts timeouts,
      CacheLayout layout,
      Map<String, String> environment,
      Clock clock) {
    return new LocalArtifacts(upstreams, connectivity, timeouts, layout, environment, clock);
  }

  /**
   * Writes a file to {@code target}, which does not exist. Blocks.
   *
   * @return where its bytes came from
   * @throws dev.pipsnapshot.proxy.service.files.FileUnavailableException if it is not to be had
   * @throws IOException if it cannot be written
   */
  public ServedFrom copy(KnownFile file, Path target) throws IOException, InterruptedException {
    return files.copy(file, target);
  }

  /** Ends everything under way. Idempotent. */
  @Override
  public synchronized void close() {
    if (clients != null) {
      clients.close();
    }
    cache.close();
    pools.close();
  }

  private synchronized ArtifactClients clients() {
    if (clients == null) {
      clients =
          UpstreamClients.open(upstreams, settings, environment, clock, UpstreamListener.none());
    }
    return clients.artifacts();
  }
}
