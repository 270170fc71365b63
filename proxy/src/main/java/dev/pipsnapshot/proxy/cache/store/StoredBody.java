package dev.pipsnapshot.proxy.cache.store;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.ByteRange;
import dev.pipsnapshot.proxy.cache.CachedBody;
import dev.pipsnapshot.proxy.cache.VerifiedArtifact;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** The body of an artifact that is in the cache. */
public final class StoredBody implements CachedBody {
  private final StoredFile file;
  private final ServedFrom servedFrom;
  private final AtomicBoolean given = new AtomicBoolean();

  public StoredBody(StoredFile file, ServedFrom servedFrom) {
    this.file = file;
    this.servedFrom = servedFrom;
  }

  @Override
  public ServedFrom servedFrom() {
    return servedFrom;
  }

  @Override
  public OptionalLong totalLength() {
    return OptionalLong.of(file.size());
  }

  @Override
  public CompletableFuture<VerifiedArtifact> verified() {
    return CompletableFuture.completedFuture(
        new VerifiedArtifact(file.digest(), file.size(), Optional.of(file.path())));
  }

  @Override
  public CompletableFuture<VerifiedArtifact> kept() {
    return verified();
  }

  @Override
  public BodyFeed feed() {
    return give(0, file.size());
  }

  @Override
  public BodyFeed feed(ByteRange range) {
    return give(range.first(), Math.min(file.size(), endOf(range)));
  }

  @Override
  public void close() {
    if (given.compareAndSet(false, true)) {
      file.close();
    }
  }

  /** Index after the last byte of {@code range}. */
  public static long endOf(ByteRange range) {
    return range.last() == Long.MAX_VALUE ? Long.MAX_VALUE : range.last() + 1;
  }

  private BodyFeed give(long first, long end) {
    if (!given.compareAndSet(false, true)) {
      throw new IllegalStateException("the body has been given or closed");
    }
    return new FileFeed(file, first, end);
  }
}
