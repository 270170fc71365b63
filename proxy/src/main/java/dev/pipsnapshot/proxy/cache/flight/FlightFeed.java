package dev.pipsnapshot.proxy.cache.flight;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.Piece;
import dev.pipsnapshot.proxy.cache.ArtifactSource;
import dev.pipsnapshot.proxy.cache.CacheException;
import dev.pipsnapshot.proxy.cache.VerifiedArtifact;
import dev.pipsnapshot.proxy.cache.WantedArtifact;
import dev.pipsnapshot.proxy.cache.flight.Flight.State;
import dev.pipsnapshot.proxy.cache.store.Attempt;
import dev.pipsnapshot.proxy.cache.store.FileFeed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Hands out a file while it still grows.
 *
 * <p>The bytes come from the file of one attempt. If another attempt takes its place, a client that
 * has nothing yet moves over to it; one that has bytes of the first waits until the second is
 * verified, and goes on if it starts with those same bytes.
 */
final class FlightFeed implements BodyFeed {
  private static final long MAX_PIECE = 1 << 20;
  private static final int CHUNK = 64 << 10;

  private final Flight flight;
  private final long first;
  private final long end;
  private final WantedArtifact wanted;
  private final ArtifactSource source;
  private final CacheParts parts;
  private final CompletableFuture<VerifiedArtifact> verified;

  // Guarded by this.
  private String inode;
  private FileChannel channel;
  private long position;
  private @Nullable BodyFeed successor;
  private boolean closed;

  FlightFeed(
      Flight flight,
      Attempt attempt,
      FileChannel channel,
      long first,
      long end,
      WantedArtifact wanted,
      ArtifactSource source,
      CacheParts parts,
      CompletableFuture<VerifiedArtifact> verified) {
    this.flight = flight;
    this.inode = attempt.inode();
    this.channel = channel;
    this.first = first;
    this.end = end;
    this.position = first;
    this.wanted = wanted;
    this.source = source;
    this.parts = parts;
    this.verified = verified;
  }

  @Override
  public CompletableFuture<Optional<Piece>> next() {
    var result = new CompletableFuture<Optional<Piece>>();
    proceed(result);
    return result;
  }

  @Override
  public synchronized void close() {
    closed = true;
    FileFeed.close(channel);
    if (successor != null) {
      successor.close();
    }
  }

  /** Completes {@code result} if the state of the flight allows it, else when that changes. */
  private void proceed(CompletableFuture<Optional<Piece>> result) {
    Flight.View view = flight.view();
    State state = view.state();
    BodyFeed delegate = null;
    synchronized (this) {
      if (closed) {
        result.completeExceptionally(new IllegalStateException("the feed is closed"));
        return;
      }
      delegate = successor;
    }
    if (delegate != null) {
      relay(delegate, result);
    } else if (state instanceof State.Failed failed) {
      result.completeExceptionally(failed.cause());
    } else if (state instanceof State.Diverted) {
      run(() -> divert(result), parts.downloads(), result);
    } else if (state instanceof State.Landed landed) {
      if (isFrom(landed.inode())) {
        result.complete(piece(Math.min(end, landed.artifact().size())));
      } else {
        run(() -> moveTo(landed, result), parts.disk(), result);
      }
    } else if (state instanceof State.Arriving arriving) {
      if (!isFrom(arriving.attempt().inode()) && hasGivenNothing()) {
        run(() -> moveTo(arriving.attempt(), view, result), parts.disk(), result);
        return;
      }
      Optional<Piece> piece =
          isFrom(arriving.attempt().inode())
              ? piece(Math.min(arriving.readable(), unverifiedEnd()))
              : Optional.empty();
      if (piece.isPresent()) {
        result.complete(piece);
      } else {
        flight.afterChange(view, () -> proceed(result));
      }
    } else {
      flight.afterChange(view, () -> proceed(result));
    }
  }

  /** Where to stop as long as the body is not verified: a part must not look whole either. */
  private long unverifiedEnd() {
    return end == Long.MAX_VALUE ? end : Math.max(first, end - Flight.HELD_BACK);
  }

  private synchronized boolean isFrom(String otherInode) {
    return inode.equals(otherInode);
  }

  private synchronized boolean hasGivenNothing() {
    return position == first;
  }

  private synchronized Optional<Piece> piece(long limit) {
    if (position >= limit) {
      return Optional.empty();
    }
    long length = Math.min(MAX_PIECE, limit - position);
    var piece = new Piece.OfFile(channel, position, length);
    position += length;
    return Optional.of(piece);
  }

  private void moveTo(Attempt attempt, Flight.View seen, CompletableFuture<Optional<Piece>> result)
      throws IOException {
    FileChannel other;
    try {
      other = openForReading(attempt.partial());
    } catch (NoSuchFileException e) {
      // It has landed or failed since; if that is not known here yet, it will be.
      flight.afterChange(seen, () -> proceed(result));
      return;
    }
    replaceChannel(other, attempt.inode());
    proceed(result);
  }

  private void moveTo(State.Landed landed, CompletableFuture<Optional<Piece>> result)
      throws IOException {
    FileChannel other;
    try {
      other = openForReading(landed.artifact().path().orElseThrow());
    } catch (NoSuchFileException e) {
      // Pruned already.
      run(() -> divert(result), parts.downloads(), result);
      return;
    }
    if (!startsAlike(other)) {
      FileFeed.close(other);
      throw CacheException.Mismatch.changed();
    }
    replaceChannel(other, landed.inode());
    proceed(result);
  }

  private void divert(CompletableFuture<Optional<Piece>> result) throws IOException {
    FileChannel handedOut;
    long upTo;
    synchronized (this) {
      handedOut = channel;
      upTo = position;
    }
    BodyFeed direct = upTo == first ? fromStart() : goOn(handedOut, upTo);
    synchronized (this) {
      successor = direct;
      if (closed) {
        direct.close();
      }
    }
    proceed(result);
  }

  private BodyFeed fromStart() {
    var body = new ResumingBody(source, 0, wanted.size(), parts.pause());
    return DirectFeed.of(wanted, body, first, end, parts.downloads(), verified);
  }

  private BodyFeed goOn(FileChannel handedOut, long upTo) throws IOException {
    return DirectFeed.after(
        handedOut, upTo, wanted, source, parts.pause(), end, parts.downloads(), verified);
  }

  private synchronized void replaceChannel(FileChannel other, String otherInode) {
    FileFeed.close(closed ? other : channel);
    if (!closed) {
      channel = other;
      inode = otherInode;
    }
  }

  private boolean startsAlike(FileChannel other) throws IOException {
    FileChannel handedOut;
    long upTo;
    synchronized (this) {
      handedOut = channel;
      upTo = position;
    }
    ByteBuffer mine = ByteBuffer.allocate(CHUNK);
    ByteBuffer theirs = ByteBuffer.allocate(CHUNK);
    for (long at = first; at < upTo; ) {
      int length = (int) Math.min(CHUNK, upTo - at);
      if (!fill(handedOut, mine, at, length)
          || !fill(other, theirs, at, length)
          || !mine.equals(theirs)) {
        return false;
      }
      at += length;
    }
    return true;
  }

  private static boolean fill(FileChannel from, ByteBuffer buffer, long position, int length)
      throws IOException {
    buffer.clear().limit(length);
    while (buffer.hasRemaining()) {
      if (from.read(buffer, position + buffer.position()) < 0) {
        return false;
      }
    }
    buffer.flip();
    return true;
  }

  private static void relay(BodyFeed delegate, CompletableFuture<Optional<Piece>> result) {
    var unused =
        delegate
            .next()
            .whenComplete(
                (piece, failure) -> {
                  if (failure == null) {
                    result.complete(piece);
                  } else {
                    result.completeExceptionally(failure);
                  }
                });
  }

  private static FileChannel openForReading(Path file) throws IOException {
    return FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  private static void run(Step step, Executor executor, CompletableFuture<Optional<Piece>> result) {
    try {
      executor.execute(
          () -> {
            try {
              step.run();
            } catch (IOException | RuntimeException e) {
              result.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(e);
    }
  }

  private interface Step {
    void run() throws IOException;
  }
}
