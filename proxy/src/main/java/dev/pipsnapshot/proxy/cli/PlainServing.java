package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.cli.Logging;
import dev.pipsnapshot.cli.OptionVariables;
import dev.pipsnapshot.cli.Verbosity;
import dev.pipsnapshot.proxy.ProxySettings;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.upstream.IndexUrl;
import dev.pipsnapshot.proxy.upstream.UpstreamSettings.Timeouts;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command lines of every day, run without picocli, whose model takes as long to build as the
 * proxy does to start. Does what {@link ProxyCommand} does for them, and leaves whatever else there
 * is, mistakes above all, to it.
 */
final class PlainServing {
  private static final Set<String> WITH_VALUE =
      Set.of("--date", "--listen", "--index-url", "--cache-dir");

  private final Map<String, String> options;
  private final ListenAddress listen;

  private PlainServing(Map<String, String> options, ListenAddress listen) {
    this.options = options;
    this.listen = listen;
  }

  /** What these arguments ask for; empty if that takes more than this class knows. */
  static Optional<PlainServing> of(String[] arguments, Map<String, String> environment) {
    if (OptionVariables.areIn(environment)) {
      return Optional.empty();
    }
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i].equals("--quiet") ? "-q" : arguments[i];
      String value = "";
      if (WITH_VALUE.contains(name)) {
        value = i + 1 < arguments.length ? arguments[++i] : "";
        if (value.isEmpty() || value.startsWith("-")) {
          return Optional.empty();
        }
      } else if (!name.equals("-q") && !name.equals("--offline")) {
        return Optional.empty();
      }
      if (options.put(name, value) != null) {
        return Optional.empty();
      }
    }
    try {
      ListenAddress listen =
          ListenAddress.parse(options.getOrDefault("--listen", ListenAddress.DEFAULT));
      return Optional.of(new PlainServing(options, listen));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Serves until it is told to stop. */
  int run(Map<String, String> environment, PrintWriter out)
      throws IOException, InterruptedException {
    Logging.apply(options.containsKey("-q") ? Verbosity.QUIET : Verbosity.NORMAL);
    Clock clock = Clock.systemUTC();
    Logging.tellTimes(clock);
    return ProxyRun.serve(settings(environment, clock), environment, clock, out);
  }

  ProxySettings settings(Map<String, String> environment, Clock clock) {
    return new ProxySettings(
        Optional.ofNullable(options.get("--date"))
            .map(date -> SnapshotView.at(Cutoff.parse(date, clock.instant()))),
        upstreams(environment),
        options.containsKey("--offline") ? Connectivity.OFFLINE : Connectivity.ONLINE,
        Timeouts.DEFAULT,
        cache(environment),
        listen.settings(List.of()),
        Optional.empty());
  }

  private Upstreams upstreams(Map<String, String> environment) {
    String given = options.get("--index-url");
    if (given != null) {
      return Upstreams.parse(given, List.of(), List.of());
    }
    Optional<String> ofPip =
        PipConfiguration.read(environment, HomeDirectory.of(environment)).indexUrl();
    Upstreams upstreams =
        Upstreams.parse(ofPip.orElse(IndexUrl.PYPI.toString()), List.of(), List.of());
    if (ofPip.isPresent()) {
      ProxyRun.announceIndexOfPip(upstreams);
    }
    return upstreams;
  }

  private CacheLayout cache(Map<String, String> environment) {
    String directory = options.get("--cache-dir");
    return directory == null
        ? CacheLayout.ofUser(environment, HomeDirectory.of(environment))
        : new CacheLayout(Path.of(directory));
  }
}
