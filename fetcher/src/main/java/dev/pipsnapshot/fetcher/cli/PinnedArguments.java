package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.fetcher.pin.PinnedIndex;
import dev.pipsnapshot.fetcher.pin.PinnedRequest;
import dev.pipsnapshot.fetcher.pin.PinnedView;
import dev.pipsnapshot.fetcher.pip.PipOptions;
import dev.pipsnapshot.fetcher.requirements.RequirementScanner;
import dev.pipsnapshot.fetcher.requirements.RequirementSources;
import dev.pipsnapshot.proxy.cli.ViewOptions;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.util.Set;

/**
 * What a command line asks for, as a pin keeps it: as it was written.
 *
 * @param view that the command line means
 * @param written how it says so
 * @param builds what is said of builds
 * @param indexes by their own names
 */
record PinnedArguments(
    SnapshotView view, ViewOptions written, BuildOptions builds, Upstreams indexes) {

  /** The request, which need not be {@linkplain PinnedRequest#isPortable portable}. */
  PinnedRequest request(
      RequirementSources requirements, PipOptions options, Set<String> directHosts) {
    return new PinnedRequest(
        new PinnedView(
            written.dateAsWritten().orElseThrow(),
            written.projectDatesAsWritten(),
            builds.dateAsWritten(),
            view.yankPolicy(),
            view.missingTimePolicy(),
            view.projectMissingTimePolicies()),
        PinnedIndex.of(indexes),
        new RequirementScanner(directHosts, indexes.defaultIndex().index())
            .scan(requirements)
            .texts(),
        options,
        builds.withBuildRequires(),
        PinnedRequest.hosts(directHosts));
  }
}
