package dev.pipsnapshot.proxy.cache.flight;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.ByteRange;
import dev.pipsnapshot.proxy.cache.ArtifactSource;
import dev.pipsnapshot.proxy.cache.CacheException;
import dev.pipsnapshot.proxy.cache.CachedBody;
import dev.pipsnapshot.proxy.cache.VerifiedArtifact;
import dev.pipsnapshot.proxy.cache.WantedArtifact;
import dev.pipsnapshot.proxy.cache.store.Attempt;
import dev.pipsnapshot.proxy.cache.store.FileFeed;
import dev.pipsnapshot.proxy.cache.store.StoredBody;
import java.nio.channels.FileChannel;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** The body of an artifact that is on its way into the cache. */
final class FlightBody implements CachedBody {
  private final Flight flight;
  private final Attempt attempt;
  private final FileChannel channel;
  private final WantedArtifact wanted;
  private final ArtifactSource source;
  private final CacheParts parts;
  private final OptionalLong totalLength;
  private final CompletableFuture<VerifiedArtifact> verified = new CompletableFuture<>();
  private final CompletableFuture<VerifiedArtifact> kept = new CompletableFuture<>();
  private final AtomicBoolean given = new AtomicBoolean();

  /**
   * A body of which {@code attempt} has the first bytes.
   *
   * @param channel the attempt's file, which from now on belongs to this
   */
  FlightBody(
      Flight flight,
      Attempt attempt,
      FileChannel channel,
      WantedArtifact wanted,
      ArtifactSource source,
      CacheParts parts) {
    this.flight = flight;
    this.attempt = attempt;
    this.channel = channel;
    this.wanted = wanted;
    this.source = source;
    this.parts = parts;
    this.totalLength = flight.view().totalLength();
    awaitEnd();
  }

  @Override
  public ServedFrom servedFrom() {
    return ServedFrom.NETWORK;
  }

  @Override
  public OptionalLong totalLength() {
    return totalLength;
  }

  @Override
  public CompletableFuture<VerifiedArtifact> verified() {
    return verified.copy();
  }

  @Override
  public CompletableFuture<VerifiedArtifact> kept() {
    return kept.copy();
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
      FileFeed.close(channel);
    }
  }

  private BodyFeed give(long first, long end) {
    if (!given.compareAndSet(false, true)) {
      throw new IllegalStateException("the body has been given or closed");
    }
    return new FlightFeed(flight, attempt, channel, first, end, wanted, source, parts, verified);
  }

  private void awaitEnd() {
    Flight.View view = flight.view();
    if (view.state() instanceof Flight.State.Landed landed) {
      verified.complete(landed.artifact());
      kept.complete(landed.artifact());
    } else if (view.state() instanceof Flight.State.Failed failed) {
      verified.completeExceptionally(failed.cause());
      kept.completeExceptionally(failed.cause());
    } else if (view.state() instanceof Flight.State.Diverted) {
      kept.completeExceptionally(CacheException.Directory.notKept());
    } else {
      flight.afterChange(view, this::awaitEnd);
    }
  }
}
