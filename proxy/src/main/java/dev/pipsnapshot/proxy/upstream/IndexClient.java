package dev.pipsnapshot.proxy.upstream;

import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Asks the index that owns a name, and no other. Never blocks; the futures complete on threads that
 * may block for a while, and fail with an {@link UpstreamException}. Safe for use by many threads.
 */
public interface IndexClient {
  /**
   * The page of {@code project} in whatever form the index gives (PEP 691 JSON is asked for, HTML
   * taken).
   *
   * @param validators those of the page at hand, if there is one
   * @param large asked before much of it is read
   */
  CompletableFuture<PageAnswer> page(
      ProjectName project, Optional<Validators> validators, LargeBodies large);

  /**
   * The legacy JSON of {@code project}; empty where the index has none.
   *
   * @param large asked before much of it is read
   */
  CompletableFuture<Optional<FetchedPage>> legacyJson(ProjectName project, LargeBodies large);

  /** The default index's list of all projects, as a stream: at PyPI it is 40 MB. */
  CompletableFuture<UpstreamStream> projectList(PageFormat format);
}
