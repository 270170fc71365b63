package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.OptionGroup;
import dev.pipsnapshot.proxy.ProxySettings;
import dev.pipsnapshot.proxy.cli.CacheOptions;
import dev.pipsnapshot.proxy.cli.HomeDirectory;
import dev.pipsnapshot.proxy.cli.IndexOptions;
import dev.pipsnapshot.proxy.cli.PipConfiguration;
import dev.pipsnapshot.proxy.http.ServerLimits;
import dev.pipsnapshot.proxy.http.ServerSettings;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.route.AccessToken;
import dev.pipsnapshot.proxy.upstream.DisplayUrl;
import dev.pipsnapshot.proxy.upstream.IndexUrl;
import dev.pipsnapshot.proxy.upstream.UpstreamSettings.Timeouts;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which index is behind the view: indexes, or a proxy that is running already. */
@OptionGroup.In(OptionGroup.INDEX)
final class IndexChoice {
  private static final Logger log = LoggerFactory.getLogger(IndexChoice.class);
  private static final Map<String, String> NO_PIP_CONFIGURATION =
      Map.of("PIP_CONFIG_FILE", "/dev/null");

  @Mixin private IndexOptions indexOptions = new IndexOptions();

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      description =
          "Take pages and files from a running snapshot-proxy: the URL that it printed. The date"
              + " is still that of --date.")
  private @Nullable String proxy;

  /** Once looked up: what is said on the way is said once. */
  private @Nullable Upstreams found;

  /** An own proxy on any free port, which nobody finds who does not know its token. */
  ProxySettings settings(SnapshotView view, CacheOptions cache, Map<String, String> environment) {
    return own(view, upstreams(environment), cache, environment);
  }

  /** The same in front of these indexes, unless another way to an index was given. */
  ProxySettings settings(
      SnapshotView view, Upstreams pinned, CacheOptions cache, Map<String, String> environment) {
    boolean given = proxy != null || indexOptions.isIndexGiven();
    return own(view, given ? upstreams(environment) : pinned, cache, environment);
  }

  /** The indexes by their own names, also where the way to them is a running proxy. */
  Upstreams named(Map<String, String> environment) {
    return proxy == null
        ? upstreams(environment)
        : indexOptions.upstreams(PipConfiguration.read(NO_PIP_CONFIGURATION, Optional.empty()));
  }

  /** Tells which settings of pip count for nothing, before pip runs. */
  void warnOfIgnored(Map<String, String> environment) {
    if (proxy == null) {
      PipConfiguration.read(environment, HomeDirectory.of(environment))
          .ignored()
          .forEach(
              setting ->
                  log.warn(
                      "ignoring pip's setting {}: it would go around the view; see --extra-index",
                      setting));
    }
  }

  /** How long it may take. */
  Timeouts timeouts() {
    return indexOptions.timeouts();
  }

  private ProxySettings own(
      SnapshotView view, Upstreams upstreams, CacheOptions cache, Map<String, String> environment) {
    return new ProxySettings(
        Optional.of(view),
        upstreams,
        cache.connectivity(),
        timeouts(),
        cache.layout(environment),
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            List.of(),
            ServerLimits.DEFAULT),
        Optional.of(AccessToken.random(new SecureRandom())));
  }

  private Upstreams upstreams(Map<String, String> environment) {
    Upstreams known = found;
    if (known == null) {
      known = lookUp(environment);
      found = known;
    }
    return known;
  }

  private Upstreams lookUp(Map<String, String> environment) {
    if (proxy != null) {
      return Upstreams.parse(IndexUrl.live(proxy), List.of(), List.of());
    }
    var pip = PipConfiguration.read(environment, HomeDirectory.of(environment));
    Upstreams upstreams = indexOptions.upstreams(pip);
    if (!indexOptions.isIndexGiven() && pip.indexUrl().isPresent()) {
      log.info(
          "upstream={} taken-from=\"pip's configuration\"",
          DisplayUrl.of(upstreams.defaultIndex().index().uri()));
    }
    return upstreams;
  }
}
