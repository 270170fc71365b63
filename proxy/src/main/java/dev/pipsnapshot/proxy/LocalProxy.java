package dev.pipsnapshot.proxy;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.flight.DiskCache;
import dev.pipsnapshot.proxy.http.SnapshotServer;
import dev.pipsnapshot.proxy.http.UnboundServer;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.InstallTarget;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.index.ViewedProject;
import dev.pipsnapshot.proxy.metrics.ProxyMetrics;
import dev.pipsnapshot.proxy.route.Router;
import dev.pipsnapshot.proxy.service.ServingListener;
import dev.pipsnapshot.proxy.service.gateway.ReadAhead;
import dev.pipsnapshot.proxy.service.gateway.SnapshotGateway;
import dev.pipsnapshot.proxy.upstream.UpstreamClients;
import dev.pipsnapshot.proxy.upstream.UpstreamSettings;
import dev.pipsnapshot.proxy.warmup.IdleRounds;
import dev.pipsnapshot.proxy.warmup.ServingWarmUp;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running proxy: the whole of this module, wired. For the command and for programs that want one
 * inside; it serves from {@link #start} to {@link #close}.
 */
public final class LocalProxy implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalProxy.class);
  private static final int WARM_UPS = 30;

  private final SnapshotServer server;
  private final SnapshotGateway gateway;
  private final UpstreamClients upstream;
  private final DiskCache cache;
  private final WorkerPools pools;
  private final ProxySettings settings;
  private final ServingWarmUp warmUp;
  private final IdleRounds idle;

  private LocalProxy(
      SnapshotServer server,
      SnapshotGateway gateway,
      UpstreamClients upstream,
      DiskCache cache,
      WorkerPools pools,
      ProxySettings settings,
      ServingWarmUp warmUp,
      IdleRounds idle) {
    this.server = server;
    this.gateway = gateway;
    this.upstream = upstream;
    this.cache = cache;
    this.pools = pools;
    this.settings = settings;
    this.warmUp = warmUp;
    this.idle = idle;
  }

  /**
   * Starts to serve; when this returns, connections are accepted. Asks nothing of any upstream yet.
   *
   * @param environment where proxies, certificates and credentials are named
   * @throws IOException if the address cannot be bound
   * @throws dev.pipsnapshot.proxy.upstream.UpstreamConfigurationException if the proxy would ask
   *     itself
   */
  public static LocalProxy start(
      ProxySettings settings,
      Map<String, String> environment,
      Clock clock,
      ServingListener listener)
      throws IOException {
    OwnUpstream.refuse(settings.server().address(), settings.upstreams());
    var pools = new WorkerPools();
    var unbound = CompletableFuture.supplyAsync(UnboundServer::open, pools.workers());
    try {
      return start(settings, environment, clock, listener, pools, unbound);
    } catch (IOException | RuntimeException e) {
      var unused = unbound.thenAccept(UnboundServer::close);
      pools.close();
      throw e;
    }
  }

  private static LocalProxy start(
      ProxySettings settings,
      Map<String, String> environment,
      Clock clock,
      ServingListener listener,
      WorkerPools pools,
      CompletableFuture<UnboundServer> unbound)
      throws IOException {
    var metrics = new ProxyMetrics();
    var opened = new ArrayDeque<Closing>();
    try {
      var upstream =
          UpstreamClients.open(
              settings.upstreams(),
              UpstreamSettings.defaults().withTimeouts(settings.timeouts()),
              environment,
              clock,
              metrics);
      opened.push(upstream::close);
      DiskCache cache = DiskCache.open(settings.cache(), pools.downloads(), pools.workers(), clock);
      opened.push(cache::close);
      var threads = new SnapshotGateway.Threads(pools.workers(), pools.downloads());
      var gateway =
          new SnapshotGateway(
              settings.view(),
              settings.links(),
              new SnapshotGateway.Sources(
                  settings.upstreams(),
                  upstream.indexes(),
                  upstream.references(),
                  upstream.artifacts(),
                  settings.connectivity(),
                  settings.timeouts().patience()),
              new SnapshotGateway.Stores(cache.artifacts(), cache.pages(), cache.metadata()),
              metrics.and(listener),
              metrics::scrape,
              threads,
              clock);
      var router = new Router(clock, settings.token());
      var idle = new IdleRounds(gateway, pools.workers());
      var server = unbound.join().bind(settings.server(), clock, router, idle, metrics);
      opened.push(server::close);
      var unused = idle.schedule(upstream::prepare, 1);
      var warmUp = new ServingWarmUp(settings.server(), cache, threads, clock);
      return new LocalProxy(server, gateway, upstream, cache, pools, settings, warmUp, idle);
    } catch (IOException | RuntimeException e) {
      opened.forEach(Closing::close);
      throw e;
    }
  }

  /** The end of a part that has been opened. */
  @FunctionalInterface
  private interface Closing {
    void close();
  }

  /** The index URL of the view given at start. */
  public URI indexUrl() {
    return url("simple/");
  }

  /** The same, with pages that leave out what is of no use for {@code target}. */
  public URI indexUrl(InstallTarget target) {
    return url("for/" + target + "/simple/");
  }

  /** The same at another cutoff, which holds for all projects. */
  public URI indexUrl(Cutoff cutoff) {
    return url("snapshot/" + cutoff + "/simple/");
  }

  /** The index URL of the unfiltered index, for another pip-snapshot. */
  public URI liveIndexUrl() {
    return url("live/simple/");
  }

  /** What the view shows and hides of a project; empty if there is no such project. */
  public CompletableFuture<Optional<ViewedProject>> viewed(ProjectName project) {
    return gateway.viewed(project);
  }

  /** The digest of the bytes of a file that a page lists, which may have to be downloaded. */
  public CompletableFuture<Sha256> digest(ProjectName project, ProjectFile file) {
    return gateway.digest(project, file);
  }

  /** For whoever knows what the next requests will be. */
  public ReadAhead readAhead() {
    return gateway.readAhead();
  }

  /** Takes a made-up page through all of its parts, so that their code is loaded. Blocks. */
  public void warmUp() {
    warmUp.run();
  }

  /**
   * Does it many times, as long as nobody asks: for a server that will see many clients. What ends
   * with its one client would spend more on it than it can save.
   *
   * @return completes when that is done, on a thread that may do more; does not if it never will be
   */
  public CompletableFuture<Void> warmUpWhileIdle() {
    // Who has every request logged wants to read those of clients.
    return log.isDebugEnabled() ? new CompletableFuture<>() : idle.schedule(warmUp, WARM_UPS);
  }

  /** Lets requests in work end within the server's limits, then stops. Idempotent; blocks. */
  @Override
  public void close() {
    server.close();
    upstream.close();
    cache.close();
    pools.close();
  }

  /**
   * What clients are to be given: as {@link #indexUrl}, but by the first name that they may use,
   * and with {@code DATE} where they have to put a date if the view has none.
   */
  public URI urlForClients() {
    boolean dated = settings.view().flatMap(SnapshotView::cutoff).isPresent();
    return url(authority().ofClients(port()), dated ? "simple/" : "snapshot/DATE/simple/");
  }

  private URI url(String path) {
    return url(authority().own(port()), path);
  }

  private URI url(String authority, String path) {
    String prefix = settings.token().map(token -> token.pathSegment() + "/").orElse("");
    return URI.create("http://" + authority + "/" + prefix + path);
  }

  private ServerAuthority authority() {
    return new ServerAuthority(settings.server());
  }

  private int port() {
    return server.address().getPort();
  }
}
