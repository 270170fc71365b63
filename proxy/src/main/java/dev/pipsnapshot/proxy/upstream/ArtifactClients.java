package dev.pipsnapshot.proxy.upstream;

import dev.pipsnapshot.proxy.index.ProjectName;

/** The clients for files, by the project that the files belong to. Safe for use by many threads. */
@FunctionalInterface
public interface ArtifactClients {
  /** The client that goes where the index that owns {@code project} may lead, and no further. */
  ArtifactClient of(ProjectName project);
}
