package dev.pipsnapshot.proxy.service.gateway;

import dev.pipsnapshot.proxy.index.CoreMetadata;
import dev.pipsnapshot.proxy.index.InstallTarget;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.route.ViewSelector;
import dev.pipsnapshot.proxy.service.ArtifactPaths;
import dev.pipsnapshot.proxy.service.files.ArtifactService;
import dev.pipsnapshot.proxy.service.files.MetadataService;
import dev.pipsnapshot.proxy.service.pages.ListedFile;
import dev.pipsnapshot.proxy.service.pages.PageService;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Gets what a client will ask for soon, by the same ways and under the same rules, so that whatever
 * is got is asked of upstream once. No listener hears of it: nobody has been served, and what fails
 * here fails again for the client that does ask. Never blocks; safe for use by many threads.
 */
public final class ReadAhead {
  private final PageService pages;
  private final ArtifactService artifacts;
  private final MetadataService metadata;

  ReadAhead(PageService pages, ArtifactService artifacts, MetadataService metadata) {
    this.pages = pages;
    this.artifacts = artifacts;
    this.metadata = metadata;
  }

  /** Makes a project's page ready to be sent; completes when it is, or there is none. */
  public CompletableFuture<Void> page(
      Optional<InstallTarget> target, ProjectName project, PageFormat format) {
    ViewSelector view =
        target.<ViewSelector>map(ViewSelector.For::new).orElseGet(ViewSelector.Configured::new);
    return pages.prepare(view, project, format);
  }

  /**
   * Brings a file into the cache.
   *
   * @param downloading called before it comes from the network, if it does
   * @return whether it is there; it cannot be where a cache keeps nothing
   */
  public CompletableFuture<Boolean> file(
      ProjectName project, ProjectFile file, Runnable downloading) {
    return artifacts.keep(new ListedFile(project, file), downloading);
  }

  /** The core metadata of a wheel that is in the cache; upstream is not asked for it. */
  public CompletableFuture<byte[]> storedMetadata(ProjectName project, ProjectFile wheel) {
    return metadata.stored(ArtifactPaths.key(wheel), new ListedFile(project, wheel));
  }

  /** The core metadata of a wheel whose page advertises it; empty if it does not. */
  public CompletableFuture<Optional<byte[]>> advertisedMetadata(
      ProjectName project, ProjectFile wheel) {
    return wheel.coreMetadata() instanceof CoreMetadata.Advertised
        ? metadata
            .bytes(ArtifactPaths.key(wheel), new ListedFile(project, wheel))
            .thenApply(Optional::of)
        : CompletableFuture.completedFuture(Optional.empty());
  }
}
