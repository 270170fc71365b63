package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.MetadataKey;
import dev.pipsnapshot.proxy.cache.store.MetadataStore;
import dev.pipsnapshot.proxy.index.CoreMetadata;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.service.ArtifactPaths;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of which somebody has learnt that their core metadata is not what their index's page
 * says. Advertised all the same, it would stop every installer that checks digests. Kept in the
 * cache, if that can be written to. Blocking; thread-safe.
 */
public final class WithdrawnMetadata {
  private static final Logger log = LoggerFactory.getLogger(WithdrawnMetadata.class);

  private final MetadataStore store;
  private final Upstreams upstreams;
  private final Set<Sha256> here = ConcurrentHashMap.newKeySet();

  public WithdrawnMetadata(MetadataStore store, Upstreams upstreams) {
    this.store = store;
    this.upstreams = upstreams;
  }

  /** The key of a listed file's metadata. */
  public MetadataKey key(ListedFile listed) {
    return key(listed.project(), listed.file());
  }

  /** Withdraws what its page says of this file's metadata. */
  void add(ListedFile listed) {
    MetadataKey key = key(listed);
    if (here.add(key.digest())) {
      store.withdraw(key, listed.project());
      log.warn(
          "metadata-misadvertised file={} effect=\"no longer advertised\"",
          listed.file().filename());
    }
  }

  /** The page, with nothing advertised for these files. */
  ProjectDetail without(ProjectName project, ProjectDetail detail) {
    Set<Sha256> withdrawn =
        new HashSet<>(store.withdrawn(upstreams.ownerOf(project).index().uri(), project));
    withdrawn.addAll(here);
    return withdrawn.isEmpty()
        ? detail
        : detail.with(
            detail.files().stream().map(file -> corrected(project, file, withdrawn)).toList(),
            detail.versions());
  }

  private ProjectFile corrected(ProjectName project, ProjectFile file, Set<Sha256> withdrawn) {
    return file.coreMetadata() instanceof CoreMetadata.Advertised
            && withdrawn.contains(key(project, file).digest())
        ? file.toBuilder().coreMetadata(new CoreMetadata.NotAdvertised()).build()
        : file;
  }

  private MetadataKey key(ProjectName project, ProjectFile file) {
    return new MetadataKey(
        upstreams.ownerOf(project).index().uri(),
        ArtifactPaths.key(file),
        CoreMetadata.digest(file.coreMetadata()));
  }
}
