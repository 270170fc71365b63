package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.index.CoreMetadata;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of which this process has learnt that their core metadata is not what upstream's page
 * says. Advertised all the same, it would stop every installer that checks digests. Thread-safe.
 */
final class WithdrawnMetadata {
  private final Set<ArtifactKey> keys = ConcurrentHashMap.newKeySet();

  void add(ProjectFile file) {
    keys.add(ArtifactPaths.key(file));
  }

  /** The page, with nothing advertised for these files. */
  ProjectDetail without(ProjectDetail detail) {
    return keys.isEmpty()
        ? detail
        : detail.with(detail.files().stream().map(this::corrected).toList(), detail.versions());
  }

  private ProjectFile corrected(ProjectFile file) {
    return file.coreMetadata() instanceof CoreMetadata.Advertised
            && keys.contains(ArtifactPaths.key(file))
        ? file.toBuilder().coreMetadata(new CoreMetadata.NotAdvertised()).build()
        : file;
  }
}
