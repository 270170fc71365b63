package dev.pipsnapshot.proxy.service.files;

import dev.pipsnapshot.proxy.body.ByteRange;
import dev.pipsnapshot.proxy.cache.VerifiedArtifact;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.FailureReplies;
import dev.pipsnapshot.proxy.service.Work;
import dev.pipsnapshot.proxy.service.pages.ListedFile;
import dev.pipsnapshot.proxy.upstream.ArtifactClient;
import dev.pipsnapshot.proxy.upstream.ArtifactClients;
import dev.pipsnapshot.proxy.upstream.FileRange;
import dev.pipsnapshot.proxy.upstream.UpstreamException;
import dev.pipsnapshot.proxy.wheel.RangedBytes;
import dev.pipsnapshot.proxy.wheel.WheelMetadataReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Core metadata out of wheels: by a few ranged reads, or out of the whole wheel in the cache where
 * its host knows no ranges. Never blocks; safe for use by many threads.
 */
public final class WheelMetadataSource {
  private final ArtifactService artifacts;
  private final ArtifactClients clients;
  private final Connectivity connectivity;
  private final Executor workers;
  private final Executor downloads;

  /**
   * Metadata of wheels that {@code clients} reach.
   *
   * @param workers read what is in the cache
   * @param downloads wait for file hosts
   */
  public WheelMetadataSource(
      ArtifactService artifacts,
      ArtifactClients clients,
      Connectivity connectivity,
      Executor workers,
      Executor downloads) {
    this.artifacts = artifacts;
    this.clients = clients;
    this.connectivity = connectivity;
    this.workers = workers;
    this.downloads = downloads;
  }

  /** What stands in a wheel, by as few bytes of it as its host lets it. */
  CompletableFuture<byte[]> read(ArtifactKey key, ListedFile listed) {
    if (connectivity == Connectivity.OFFLINE) {
      return stored(key, listed);
    }
    ArtifactClient client = clients.of(listed.project());
    return orNone(client.readTail(listed.file().uri(), RangedWheel.TAIL))
        .thenCompose(
            tail ->
                tail.isPresent()
                    ? CompletableFuture.completedFuture(tail)
                    : tailByPosition(client, listed.file()))
        .thenCompose(
            tail ->
                tail.isPresent()
                    ? fromRanges(client, tail.get(), key, listed)
                    : stored(key, listed));
  }

  /** Some hosts know no ranges that are counted from the end. */
  private static CompletableFuture<Optional<FileRange>> tailByPosition(
      ArtifactClient client, ProjectFile file) {
    if (file.size().isEmpty() || file.size().getAsLong() < 1) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    long size = file.size().getAsLong();
    return orNone(
            client.readRange(
                file.uri(), new ByteRange(Math.max(0, size - RangedWheel.TAIL), size - 1)))
        .thenApply(
            // Where the file is longer than its page says, this is not its end.
            tail -> tail.filter(found -> found.totalLength().orElse(size) == size));
  }

  /** Where the end that is here does not suffice, this waits for the file host. */
  private CompletableFuture<byte[]> fromRanges(
      ArtifactClient client, FileRange tail, ArtifactKey key, ListedFile listed) {
    return Work.on(
            downloads, () -> read(new RangedWheel(client, listed.file().uri(), tail), listed))
        .exceptionallyCompose(
            failure ->
                FailureReplies.unwrap(failure) instanceof RangedWheel.RangesUnusableException
                        || FailureReplies.unwrap(failure) instanceof UpstreamException
                    ? stored(key, listed)
                    : CompletableFuture.failedFuture(failure));
  }

  /** What stands in a wheel of the cache, or of one that gets there now. */
  CompletableFuture<byte[]> stored(ArtifactKey key, ListedFile listed) {
    return artifacts
        .open(key, listed)
        .thenCompose(
            body ->
                body.kept()
                    .whenComplete((kept, failure) -> body.close())
                    .thenApplyAsync(kept -> readStored(kept, listed), workers));
  }

  /** What upstream gives, or nothing where it fails: there are others to try. */
  static <T> CompletableFuture<Optional<T>> orNone(CompletableFuture<Optional<T>> asked) {
    return asked.exceptionallyCompose(
        failure ->
            FailureReplies.unwrap(failure) instanceof UpstreamException
                ? CompletableFuture.completedFuture(Optional.empty())
                : CompletableFuture.failedFuture(failure));
  }

  private static byte[] readStored(VerifiedArtifact wheel, ListedFile listed) {
    try (var stored = StoredWheel.open(wheel)) {
      return read(stored, listed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(RangedBytes wheel, ListedFile listed) {
    try {
      return WheelMetadataReader.read(wheel, listed.file().filename());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
