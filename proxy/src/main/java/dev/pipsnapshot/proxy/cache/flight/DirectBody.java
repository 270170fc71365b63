package dev.pipsnapshot.proxy.cache.flight;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.ByteRange;
import dev.pipsnapshot.proxy.cache.ArtifactSource;
import dev.pipsnapshot.proxy.cache.CacheException;
import dev.pipsnapshot.proxy.cache.CachedBody;
import dev.pipsnapshot.proxy.cache.VerifiedArtifact;
import dev.pipsnapshot.proxy.cache.WantedArtifact;
import dev.pipsnapshot.proxy.cache.store.StoredBody;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The body of an artifact that the cache cannot keep: for one client, from the source. */
final class DirectBody implements CachedBody {
  private final WantedArtifact wanted;
  private final ResumingBody body;
  private final Executor downloads;
  private final CompletableFuture<VerifiedArtifact> verified = new CompletableFuture<>();
  private final AtomicBoolean given = new AtomicBoolean();

  private DirectBody(WantedArtifact wanted, ResumingBody body, Executor downloads) {
    this.wanted = wanted;
    this.body = body;
    this.downloads = downloads;
  }

  /** Connects to the source. Blocking. */
  static DirectBody connect(WantedArtifact wanted, ArtifactSource source, CacheParts parts) {
    var body = new ResumingBody(source, 0, wanted.size(), parts.pause());
    body.connect();
    return new DirectBody(wanted, body, parts.downloads());
  }

  @Override
  public ServedFrom servedFrom() {
    return ServedFrom.NETWORK;
  }

  @Override
  public OptionalLong totalLength() {
    return body.totalLength();
  }

  @Override
  public CompletableFuture<VerifiedArtifact> verified() {
    return verified.copy();
  }

  @Override
  public CompletableFuture<VerifiedArtifact> kept() {
    return CompletableFuture.failedFuture(CacheException.Directory.notKept());
  }

  @Override
  public BodyFeed feed() {
    return give(0, Long.MAX_VALUE);
  }

  @Override
  public BodyFeed feed(ByteRange range) {
    return give(range.first(), StoredBody.endOf(range));
  }

  @Override
  public void close() {
    if (given.compareAndSet(false, true)) {
      verified.cancel(false);
      try {
        downloads.execute(body::close);
      } catch (RejectedExecutionException e) {
        body.close();
      }
    }
  }

  private BodyFeed give(long first, long end) {
    if (!given.compareAndSet(false, true)) {
      throw new IllegalStateException("the body has been given or closed");
    }
    return DirectFeed.of(wanted, body, first, end, downloads, verified);
  }
}
