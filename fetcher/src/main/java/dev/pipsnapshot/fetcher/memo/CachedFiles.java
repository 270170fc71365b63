package dev.pipsnapshot.fetcher.memo;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.CachedBody;
import dev.pipsnapshot.proxy.cache.VerifiedArtifact;
import dev.pipsnapshot.proxy.cache.flight.DiskCache;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The artifacts of a cache directory, without a proxy in front of them. For one thread. */
public final class CachedFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CachedFiles.class);

  private final DiskCache cache;

  private CachedFiles(DiskCache cache) {
    this.cache = cache;
  }

  /** Opens a cache directory. */
  public static CachedFiles open(CacheLayout layout, Clock clock) {
    // All work happens on the calling thread, which has nothing else to do.
    return new CachedFiles(DiskCache.open(layout, Runnable::run, Runnable::run, clock));
  }

  /**
   * Copies the artifact with this digest to {@code target}, which does not exist.
   *
   * @return whether the cache has it, in order
   */
  public boolean copy(Sha256 digest, Path target) throws IOException {
    Optional<Path> path = locate(digest);
    if (path.isEmpty()) {
      return false;
    }
    Files.copy(path.get(), target);
    return true;
  }

  /** Whether the cache has the artifact with this digest, in order. */
  public boolean has(Sha256 digest) {
    return locate(digest).isPresent();
  }

  @Override
  public void close() {
    cache.close();
  }

  private Optional<Path> locate(Sha256 digest) {
    try {
      Optional<CachedBody> body = cache.artifacts().find(new ArtifactKey.ByContent(digest)).join();
      if (body.isEmpty()) {
        return Optional.empty();
      }
      try (CachedBody open = body.get()) {
        return open.verified().thenApply(VerifiedArtifact::path).join();
      }
    } catch (CompletionException e) {
      LOG.debug("artifact unusable digest={}", digest, e);
      return Optional.empty();
    }
  }
}
