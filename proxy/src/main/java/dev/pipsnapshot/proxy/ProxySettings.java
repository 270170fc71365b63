package dev.pipsnapshot.proxy;

import static java.util.Objects.requireNonNull;

import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.http.ServerSettings;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.route.AccessToken;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.LinkTarget;
import dev.pipsnapshot.proxy.upstream.UpstreamSettings.Timeouts;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.util.Optional;

/**
 * What a proxy serves, from where, to whom.
 *
 * @param view that of {@code /simple/}, whose policies hold for dated URLs too; without one, or
 *     without a cutoff in it, only dated URLs give pages
 * @param links where the links to files on its pages lead
 * @param upstreams the indexes behind it
 * @param connectivity whether they may be asked
 * @param timeouts how long they may take
 * @param cache where artifacts and pages are kept
 * @param server where it listens
 * @param token the path prefix that clients must know, if any
 */
public record ProxySettings(
    Optional<SnapshotView> view,
    LinkTarget links,
    Upstreams upstreams,
    Connectivity connectivity,
    Timeouts timeouts,
    CacheLayout cache,
    ServerSettings server,
    Optional<AccessToken> token) {
  public ProxySettings {
    requireNonNull(view, "view is null");
    requireNonNull(links, "links is null");
    requireNonNull(upstreams, "upstreams is null");
    requireNonNull(connectivity, "connectivity is null");
    requireNonNull(timeouts, "timeouts is null");
    requireNonNull(cache, "cache is null");
    requireNonNull(server, "server is null");
    requireNonNull(token, "token is null");
  }

  /** Settings of a proxy whose links to files lead to itself. */
  public ProxySettings(
      Optional<SnapshotView> view,
      Upstreams upstreams,
      Connectivity connectivity,
      Timeouts timeouts,
      CacheLayout cache,
      ServerSettings server,
      Optional<AccessToken> token) {
    this(view, LinkTarget.PROXY, upstreams, connectivity, timeouts, cache, server, token);
  }
}
