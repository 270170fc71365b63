package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.route.Route;

/** What a request was about, with few enough values for a label of a metric. */
public enum RequestKind {
  /** The list of all projects. */
  PROJECT_LIST,
  /** A project's page. */
  PROJECT_PAGE,
  /** A file. */
  ARTIFACT,
  /** A file's core metadata. */
  METADATA,
  /** The explanation of a view. */
  EXPLAIN,
  /** Readiness. */
  HEALTH,
  /** Metrics. */
  METRICS,
  /** A redirect, an unknown path, or something that is no proper request. */
  OTHER;

  static RequestKind of(Route route) {
    if (route instanceof Route.ProjectPage) {
      return PROJECT_PAGE;
    }
    if (route instanceof Route.Artifact) {
      return ARTIFACT;
    }
    if (route instanceof Route.ArtifactMetadata) {
      return METADATA;
    }
    if (route instanceof Route.ProjectList) {
      return PROJECT_LIST;
    }
    if (route instanceof Route.Explain) {
      return EXPLAIN;
    }
    if (route instanceof Route.Health) {
      return HEALTH;
    }
    return route instanceof Route.Metrics ? METRICS : OTHER;
  }

  boolean isIndexPage() {
    return this == PROJECT_LIST || this == PROJECT_PAGE;
  }

  boolean isImmutable() {
    return this == ARTIFACT || this == METADATA;
  }
}
