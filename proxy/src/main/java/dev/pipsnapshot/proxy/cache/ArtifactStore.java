package dev.pipsnapshot.proxy.cache;

import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Artifacts by what they contain: what is not here yet is downloaded, once, and kept. */
public interface ArtifactStore extends AutoCloseable {
  /**
   * The artifact from the cache, or from {@code source} through it. Never blocks.
   *
   * <p>The future completes as soon as there are bytes to hand out, so that a failure before the
   * first byte (no connection, a small file with the wrong digest) is the future's failure: a
   * {@link CacheException}, or what {@code source} threw.
   */
  CompletableFuture<CachedBody> open(WantedArtifact artifact, ArtifactSource source);

  /**
   * Brings the artifact from {@code source} into the cache, unless it is there or on its way. Never
   * blocks.
   *
   * @return whether it is there; not where the cache cannot keep it, from where it would have to
   *     come again for each client
   */
  CompletableFuture<Boolean> keep(WantedArtifact artifact, ArtifactSource source);

  /** The artifact if it is in the cache and in order. Never blocks, never downloads. */
  CompletableFuture<Optional<CachedBody>> find(ArtifactKey key);

  /** Ends use of the cache. Downloads in hand go on as long as their executor lets them. */
  @Override
  void close();
}
