package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.fetcher.Fetch;
import dev.pipsnapshot.fetcher.FetchListener;
import dev.pipsnapshot.fetcher.FetchRequest;
import dev.pipsnapshot.fetcher.FetchRequest.Output;
import dev.pipsnapshot.fetcher.FetchRequest.Python;
import dev.pipsnapshot.fetcher.FetchResult;
import dev.pipsnapshot.fetcher.output.ExistingOutput;
import dev.pipsnapshot.fetcher.pip.PipOptions;
import dev.pipsnapshot.fetcher.report.TextReport;
import dev.pipsnapshot.fetcher.requirements.RequirementSources;
import dev.pipsnapshot.proxy.ProxySettings;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cli.Rehearsal;
import dev.pipsnapshot.proxy.http.ServerLimits;
import dev.pipsnapshot.proxy.http.ServerSettings;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.upstream.UpstreamSettings.Timeouts;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Serves a page, and fetches nothing into a directory with a stand-in for Python, so that the
 * start-up archive gets the classes of a fetch at work. Asks nothing of any network.
 */
final class FetchRehearsal {
  /** Answers the probe, which gives its program to -c no arguments; else it does nothing, well. */
  private static final String STAND_IN =
      """
      #!/bin/sh
      [ $# -gt 3 ] || printf '%s' '{"executable": "'"$0"'", "markers": {}, "tags": {},
        "pip": {"version": "23.0.1", "location": "/nowhere/pip"}}'
      """;

  private FetchRehearsal() {}

  static void run(SnapshotView view, Clock clock) throws IOException, InterruptedException {
    Rehearsal.run(clock);
    Path folder = Files.createTempDirectory("rehearsal-");
    try {
      Path python = Files.writeString(folder.resolve("python"), STAND_IN);
      Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
      ProxySettings nowhere = nowhere(view, folder.resolve("cache"));
      for (String destination : List.of("first", "again")) {
        var request =
            new FetchRequest(
                new RequirementSources(List.of("six"), List.of(), List.of()),
                PipOptions.none(),
                new Python(python.toString(), Optional.empty()),
                nowhere,
                new Output(folder.resolve(destination), ExistingOutput.REFUSE, Optional.empty()),
                Set.of(),
                Set.of());
        try (var fetch = new Fetch(request, Map.of(), clock, new FetchListener() {})) {
          FetchResult result = fetch.run();
          TextReport.of(result);
        }
      }
    } finally {
      Rehearsal.delete(folder);
    }
  }

  private static ProxySettings nowhere(SnapshotView view, Path cache) {
    return new ProxySettings(
        Optional.of(view),
        Upstreams.parse("http://127.0.0.1:9/simple/", List.of(), List.of()),
        Connectivity.ONLINE,
        Timeouts.DEFAULT,
        new CacheLayout(cache),
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Set.of(),
            ServerLimits.DEFAULT),
        Optional.empty());
  }
}
