package dev.pipsnapshot.fetcher.memo;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.Piece;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.CachedBody;
import dev.pipsnapshot.proxy.cache.flight.DiskCache;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    Optional<CachedBody> found = open(digest);
    if (found.isEmpty()) {
      return false;
    }
    try (CachedBody body = found.get()) {
      write(body, target);
    }
    return true;
  }

  /** Whether the cache has the artifact with this digest, in order. */
  public boolean has(Sha256 digest) {
    Optional<CachedBody> body = open(digest);
    body.ifPresent(CachedBody::close);
    return body.isPresent();
  }

  @Override
  public void close() {
    cache.close();
  }

  /** The artifact's file, verified and open. */
  Optional<CachedBody> open(Sha256 digest) {
    try {
      return cache.artifacts().find(new ArtifactKey.ByContent(digest)).join();
    } catch (CompletionException e) {
      LOG.debug("artifact unusable digest={}", digest, e);
      return Optional.empty();
    }
  }

  /** Writes the file that was verified, whatever lies in its place by now. */
  static void write(CachedBody body, Path target) throws IOException {
    try (BodyFeed feed = body.feed();
        FileChannel out =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Optional<Piece> piece = feed.next().join();
      while (piece.isPresent()) {
        piece.get().writeTo(out);
        piece = feed.next().join();
      }
    }
  }
}
