package dev.pipsnapshot.proxy.cache.flight;

import dev.pipsnapshot.proxy.cache.ArtifactStore;
import dev.pipsnapshot.proxy.cache.CacheDirectory;
import dev.pipsnapshot.proxy.cache.CacheException;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.PageStore;
import dev.pipsnapshot.proxy.cache.store.AtomicFile;
import dev.pipsnapshot.proxy.cache.store.DiskPageStore;
import dev.pipsnapshot.proxy.cache.store.LastUse;
import dev.pipsnapshot.proxy.cache.store.LateExecutor;
import dev.pipsnapshot.proxy.cache.store.MetadataStore;
import dev.pipsnapshot.proxy.cache.store.PartialFile;
import dev.pipsnapshot.proxy.cache.store.PartialFiles;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache directory in use by this process. Any number of processes, and any number of these in one
 * process, may use one directory at once. Thread-safe.
 */
public final class DiskCache implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DiskCache.class);

  private final DiskArtifactStore artifacts;
  private final DiskPageStore pages;
  private final MetadataStore metadata;

  private DiskCache(DiskArtifactStore artifacts, DiskPageStore pages, MetadataStore metadata) {
    this.artifacts = artifacts;
    this.pages = pages;
    this.metadata = metadata;
  }

  /**
   * Opens the cache, making its directory (mode 0700) where it is missing, and sweeps away what
   * ended processes left half-written; how much is in the cache makes no difference. If the
   * directory cannot be written to, the cache serves what is there, keeps nothing, and says so once
   * in the log.
   *
   * @param downloads runs downloads, which block it for as long as they take
   * @param disk runs work on local files, which is short but for the hashing of an artifact on its
   *     first use
   * @throws CacheException.Directory if the directory is open to people who are not trusted
   */
  public static DiskCache open(CacheLayout layout, Executor downloads, Executor disk, Clock clock) {
    return open(
        layout, downloads, disk, clock, key -> PartialFile.create(layout, key), BackOff.standard());
  }

  public static DiskCache open(
      CacheLayout layout,
      Executor downloads,
      Executor disk,
      Clock clock,
      PartialFiles partials,
      Pause pause) {
    CacheDirectory.requireTrusted(layout);
    Optional<SharedDirectory> shared = Optional.empty();
    try {
      shared = Optional.of(prepare(layout, clock.instant()));
    } catch (IOException e) {
      log.warn(
          "event=cache-unusable directory={} effect=\"nothing is kept\" cause=\"{}\"",
          layout.root(),
          e.toString());
    }
    var lastUse = new LastUse(clock);
    var files = new AtomicFile(shared.map(SharedDirectory::owner).orElse("0"));
    var parts = new CacheParts(layout, downloads, disk, clock, files, partials, pause);
    return new DiskCache(
        new DiskArtifactStore(parts, shared),
        new DiskPageStore(layout, files, new LateExecutor(disk), lastUse),
        new MetadataStore(layout, files, lastUse));
  }

  private static SharedDirectory prepare(CacheLayout layout, Instant now) throws IOException {
    CacheDirectory.createRoot(layout);
    SharedDirectory shared = SharedDirectory.acquire(layout);
    try {
      Sweep sweep = Sweep.of(layout, shared.locks(), now);
      // Before they look like those of this version: a start that is killed leaves the rest to the
      // next one.
      CacheDirectory.treesOfEarlierVersion(layout).forEach(sweep::tree);
      CacheDirectory.createTrees(layout);
      sweep.incoming();
      return shared;
    } catch (IOException e) {
      shared.release();
      throw e;
    }
  }

  /** The artifacts. */
  public ArtifactStore artifacts() {
    return artifacts;
  }

  /** The upstream pages. */
  public PageStore pages() {
    return pages;
  }

  /** The core metadata of wheels. */
  public MetadataStore metadata() {
    return metadata;
  }

  /** Ends use of the cache; see {@link ArtifactStore#close}. */
  @Override
  public void close() {
    pages.flush();
    artifacts.close();
  }
}
