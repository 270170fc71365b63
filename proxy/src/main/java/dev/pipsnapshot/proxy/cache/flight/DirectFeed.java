package dev.pipsnapshot.proxy.cache.flight;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.Piece;
import dev.pipsnapshot.proxy.cache.ArtifactSource;
import dev.pipsnapshot.proxy.cache.ContentCheck;
import dev.pipsnapshot.proxy.cache.Digests;
import dev.pipsnapshot.proxy.cache.VerifiedArtifact;
import dev.pipsnapshot.proxy.cache.WantedArtifact;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A body straight from its source, for when the cache cannot keep it. Reads only when asked for
 * more, so that it takes {@link Flight#HELD_BACK} and a chunk of memory however slow its client is;
 * hashes everything, and holds the last bytes back until that is right.
 */
final class DirectFeed implements BodyFeed {
  private static final int CHUNK = 32 << 10;

  private final Executor downloads;
  private final ContentCheck check;
  private final ResumingBody body;
  private final long first;
  private final long end;
  private final CompletableFuture<VerifiedArtifact> verified;

  private volatile CompletableFuture<Optional<Piece>> outstanding =
      CompletableFuture.completedFuture(Optional.empty());

  // Guarded by this, which hands them from one thread of the executor to the next.
  private final ArrayDeque<ByteBuffer> heldBack = new ArrayDeque<>();
  private long heldBackBytes;
  private long position;
  private boolean whole;
  private boolean closed;

  private DirectFeed(
      Executor downloads,
      ContentCheck check,
      ResumingBody body,
      long position,
      long first,
      long end,
      CompletableFuture<VerifiedArtifact> verified) {
    this.downloads = downloads;
    this.check = check;
    this.body = body;
    this.position = position;
    this.first = first;
    this.end = end;
    this.verified = verified;
  }

  /**
   * The bytes of {@code body}, which starts at 0, from {@code first} to before {@code end}.
   *
   * @param verified completed once all is verified
   */
  static DirectFeed of(
      WantedArtifact wanted,
      ResumingBody body,
      long first,
      long end,
      Executor downloads,
      CompletableFuture<VerifiedArtifact> verified) {
    return new DirectFeed(downloads, new ContentCheck(wanted), body, 0, first, end, verified);
  }

  /**
   * Goes on where another feed had to stop. Blocking.
   *
   * @param handedOut a file whose bytes before {@code position} the client has been given, or may
   *     have been
   */
  static DirectFeed after(
      FileChannel handedOut,
      long position,
      WantedArtifact wanted,
      ArtifactSource source,
      Pause pause,
      long end,
      Executor downloads,
      CompletableFuture<VerifiedArtifact> verified)
      throws IOException {
    var check = new ContentCheck(wanted);
    Digests.readFully(handedOut, position, check::update);
    var body = new ResumingBody(source, position, wanted.size(), pause);
    return new DirectFeed(downloads, check, body, position, position, end, verified);
  }

  @Override
  public CompletableFuture<Optional<Piece>> next() {
    try {
      CompletableFuture<Optional<Piece>> piece =
          CompletableFuture.supplyAsync(this::piece, downloads);
      outstanding = piece;
      return piece;
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public void close() {
    // What reads at this moment may do so for as long as upstream takes.
    try {
      var unused = outstanding.whenCompleteAsync((piece, failure) -> release(), downloads);
    } catch (RejectedExecutionException e) {
      var unused = outstanding.whenComplete((piece, failure) -> release());
    }
  }

  private synchronized void release() {
    closed = true;
    body.close();
    heldBack.clear();
    verified.cancel(false);
  }

  private synchronized Optional<Piece> piece() {
    if (closed) {
      throw new IllegalStateException("the feed is closed");
    }
    try {
      return nextChunk();
    } catch (RuntimeException e) {
      verified.completeExceptionally(e);
      throw e;
    }
  }

  private Optional<Piece> nextChunk() {
    while (!whole && !mayGiveOne()) {
      read();
    }
    ByteBuffer chunk = heldBack.poll();
    if (chunk == null) {
      return Optional.empty();
    }
    heldBackBytes -= chunk.remaining();
    return Optional.of(new Piece.InMemory(chunk));
  }

  private boolean mayGiveOne() {
    ByteBuffer oldest = heldBack.peek();
    return oldest != null && heldBackBytes - oldest.remaining() >= Flight.HELD_BACK;
  }

  private void read() {
    // A new array each time, for its bytes go out as they are.
    Optional<ByteBuffer> bytes = body.read(new byte[CHUNK]);
    if (bytes.isPresent()) {
      check.update(bytes.get());
      long start = position;
      position += bytes.get().remaining();
      keep(bytes.get(), start);
    } else {
      Sha256 digest = check.verify();
      whole = true;
      body.close();
      verified.complete(new VerifiedArtifact(digest, position, Optional.empty()));
    }
  }

  private void keep(ByteBuffer buffer, long start) {
    long from = Math.max(first, start);
    long to = Math.min(end, position);
    if (from < to) {
      ByteBuffer wantedPart =
          buffer.slice((int) (from - start), (int) (to - from)).asReadOnlyBuffer();
      heldBack.add(wantedPart);
      heldBackBytes += wantedPart.remaining();
    }
  }
}
