package dev.pipsnapshot.proxy.route;

import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.Optional;

/** What a request line asks for. Pure values: nothing has been looked up. */
public sealed interface Route {
  /** What a service answers; to any other route the server knows the answer itself. */
  sealed interface Resource extends Route {}

  /** The list of all projects. */
  record ProjectList(ViewSelector view) implements Resource {}

  /** One project's page. */
  record ProjectPage(ViewSelector view, ProjectName project) implements Resource {}

  /** A file, through the cache. The file name is only for the client's eyes and checked. */
  record Artifact(ArtifactKey key, String filename) implements Resource {}

  /** The core metadata of a wheel (PEP 658). */
  record ArtifactMetadata(ArtifactKey key, String filename) implements Resource {}

  /** Why each file of a project is shown or hidden; the configured cutoff if there is none. */
  record Explain(ProjectName project, Optional<Cutoff> cutoff) implements Resource {}

  /** Readiness. */
  record Health() implements Resource {}

  /** Prometheus metrics. */
  record Metrics() implements Resource {}

  /**
   * The same thing lives elsewhere: a missing final slash, or a name that is not normalised.
   *
   * @param relativeLocation relative to the request's own URL, so that it holds behind any prefix
   */
  record Moved(String relativeLocation) implements Route {}

  /** Nothing lives there. */
  record Unknown() implements Route {}

  /**
   * Not a request that means anything here.
   *
   * @param reason one sentence for the client
   */
  record Malformed(String reason) implements Route {}
}
