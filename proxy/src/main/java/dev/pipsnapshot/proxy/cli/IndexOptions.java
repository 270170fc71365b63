package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.cli.OptionGroup;
import dev.pipsnapshot.proxy.upstream.IndexUrl;
import dev.pipsnapshot.proxy.upstream.UpstreamSettings.Timeouts;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which indexes are behind the view. */
@OptionGroup.In(OptionGroup.INDEX)
public final class IndexOptions {
  @Option(
      names = "--index-url",
      paramLabel = "URL",
      description =
          "The index (PEP 503) to show. Default: pip's own setting (PIP_INDEX_URL or pip.conf),"
              + " else https://pypi.org/simple/.")
  private @Nullable String indexUrl;

  @Option(
      names = "--extra-index",
      paramLabel = "NAME=URL",
      description =
          "A further index, for the project names that --owns gives it. Repeatable; a name is asked"
              + " of one index only.")
  private List<String> extraIndexes = List.of();

  @Option(
      names = "--owns",
      paramLabel = "NAME=GLOB",
      description =
          "Project names that belong to the index NAME, such as internal=acme-*. Repeatable.")
  private List<String> owns = List.of();

  @Option(
      names = "--missing-project",
      paramLabel = "403",
      description =
          "An HTTP status, besides 404, with which an index says that it has no such project:"
              + " storage buckets say 403.")
  private @Nullable String missingProject;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description =
          "How long an index or a file host may be silent, and a page keep its client waiting."
              + " Default: 30 and 14, since pip gives up after 15.")
  private @Nullable Integer timeout;

  /**
   * The indexes, where pip's own configuration stands in for what was not given.
   *
   * @throws dev.pipsnapshot.proxy.upstream.UpstreamConfigurationException if they have no meaning
   */
  public Upstreams upstreams(PipConfiguration pip) {
    String url = Optional.ofNullable(indexUrl).or(pip::indexUrl).orElse(IndexUrl.PYPI.toString());
    Upstreams upstreams = Upstreams.parse(url, extraIndexes, owns);
    return missingProject == null ? upstreams : upstreams.missingOn(missingProject);
  }

  /**
   * How long the indexes may take.
   *
   * @throws dev.pipsnapshot.proxy.upstream.UpstreamConfigurationException if that has no meaning
   */
  public Timeouts timeouts() {
    return timeout == null ? Timeouts.DEFAULT : Timeouts.ofSeconds(timeout);
  }

  /** Whether the default index was named on the command line or by this project's variable. */
  public boolean isIndexGiven() {
    return indexUrl != null;
  }
}
