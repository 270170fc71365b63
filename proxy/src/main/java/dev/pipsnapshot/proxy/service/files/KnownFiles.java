package dev.pipsnapshot.proxy.service.files;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.Piece;
import dev.pipsnapshot.proxy.cache.ArtifactStore;
import dev.pipsnapshot.proxy.cache.CachedBody;
import dev.pipsnapshot.proxy.cache.CachedBody.ServedFrom;
import dev.pipsnapshot.proxy.cache.WantedArtifact;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.FailureReplies;
import dev.pipsnapshot.proxy.service.ServiceException;
import dev.pipsnapshot.proxy.upstream.ArtifactClients;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Files that somebody else lists, such as a lock: out of the cache, or through it from where they
 * live, under the same rules as those of index pages. Safe for use by many threads.
 */
public final class KnownFiles {
  private final ArtifactStore store;
  private final Supplier<ArtifactClients> clients;
  private final Connectivity connectivity;

  /**
   * Files of one cache.
   *
   * @param clients called for files only that the cache does not have
   */
  public KnownFiles(
      ArtifactStore store, Supplier<ArtifactClients> clients, Connectivity connectivity) {
    this.store = store;
    this.clients = clients;
    this.connectivity = connectivity;
  }

  /**
   * Writes a file to {@code target}, which does not exist. Blocks.
   *
   * @return where its bytes came from
   * @throws FileUnavailableException if it is not to be had, or has other bytes
   * @throws IOException if it cannot be written; {@code target} may then hold a part
   */
  public ServedFrom copy(KnownFile file, Path target) throws IOException, InterruptedException {
    try (CachedBody body = open(file).get();
        BodyFeed feed = body.feed();
        FileChannel out =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Optional<Piece> piece = feed.next().get();
      while (piece.isPresent()) {
        piece.get().writeTo(out);
        piece = feed.next().get();
      }
      return body.servedFrom();
    } catch (ExecutionException e) {
      Throwable cause = FailureReplies.unwrap(e);
      if (cause instanceof Diagnosed told) {
        throw new FileUnavailableException(told.diagnostic(), cause);
      }
      throw new IllegalStateException("a download ended in a way that is none of its own", cause);
    }
  }

  private CompletableFuture<CachedBody> open(KnownFile file) {
    var key = new ArtifactKey.ByContent(file.digest());
    return store
        .find(key)
        .thenCompose(
            stored ->
                stored
                    .map(CompletableFuture::completedFuture)
                    .orElseGet(() -> download(key, file)));
  }

  private CompletableFuture<CachedBody> download(ArtifactKey key, KnownFile file) {
    if (connectivity == Connectivity.OFFLINE) {
      return CompletableFuture.failedFuture(ServiceException.Offline.file(file.filename()));
    }
    return store.open(
        new WantedArtifact(key, file.size(), Map.of()),
        new UpstreamSource(clients.get().of(file.project()), file.url()));
  }
}
