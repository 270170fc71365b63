package dev.pipsnapshot.proxy.warmup;

import dev.pipsnapshot.proxy.cache.KeptPage;
import dev.pipsnapshot.proxy.cache.PageKey;
import dev.pipsnapshot.proxy.cache.PageStore;
import dev.pipsnapshot.proxy.cache.flight.DiskCache;
import dev.pipsnapshot.proxy.http.ConnectionWarmUp;
import dev.pipsnapshot.proxy.http.ServerSettings;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.metrics.ProxyMetrics;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.LinkTarget;
import dev.pipsnapshot.proxy.service.gateway.SnapshotGateway;
import dev.pipsnapshot.proxy.upstream.Upstream;
import dev.pipsnapshot.proxy.upstream.UpstreamClients;
import dev.pipsnapshot.proxy.upstream.UpstreamSettings;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a made-up page from an index of its own to a client of its own, all on loopback. Done often
 * enough, it leaves the virtual machine with that code compiled, which the first clients would
 * otherwise wait for. Nothing of it is kept, counted or asked of a real index.
 */
public final class ServingWarmUp implements Runnable {
  private static final int RELEASES = 100;

  private final ServerSettings settings;
  private final DiskCache cache;
  private final SnapshotGateway.Threads threads;
  private final Clock clock;
  private final InetSocketAddress loopback =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private final SnapshotView view = SnapshotView.at(Cutoff.parse(SamplePage.DATE, Instant.MAX));

  /**
   * A warm-up of a server with these settings.
   *
   * @param cache for files, of which none is asked for
   */
  public ServingWarmUp(
      ServerSettings settings, DiskCache cache, SnapshotGateway.Threads threads, Clock clock) {
    this.settings = settings;
    this.cache = cache;
    this.threads = threads;
    this.clock = clock;
  }

  @Override
  public void run() {
    byte[] page = SamplePage.json(RELEASES).getBytes(StandardCharsets.UTF_8);
    try (var index = LoopbackResource.open(SamplePage.CONTENT_TYPE, page)) {
      Upstreams upstreams =
          Upstreams.of(Upstream.parse(Upstream.DEFAULT_NAME, SamplePage.indexUrl(index.port())));
      var metrics = new ProxyMetrics();
      try (var clients =
          UpstreamClients.open(upstreams, UpstreamSettings.defaults(), Map.of(), clock, metrics)) {
        var gateway = gateway(upstreams, clients, metrics);
        new ConnectionWarmUp(settings, clock, loopback, gateway, metrics)
            .run("/simple/" + SamplePage.PROJECT + "/");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SnapshotGateway gateway(
      Upstreams upstreams, UpstreamClients clients, ProxyMetrics metrics) {
    return new SnapshotGateway(
        Optional.of(view),
        LinkTarget.PROXY,
        new SnapshotGateway.Sources(
            upstreams,
            clients.indexes(),
            clients.references(),
            clients.artifacts(),
            Connectivity.ONLINE,
            UpstreamSettings.Timeouts.DEFAULT.patience()),
        new SnapshotGateway.Stores(cache.artifacts(), new NoPages(), cache.metadata()),
        metrics,
        metrics::scrape,
        threads,
        clock);
  }

  private static final class NoPages implements PageStore {
    @Override
    public long length(PageKey key) {
      return 0;
    }

    @Override
    public Optional<KeptPage> find(PageKey key) {
      return Optional.empty();
    }

    @Override
    public void store(PageKey key, KeptPage page) {
      // A made-up page is of no use to anybody.
    }
  }
}
