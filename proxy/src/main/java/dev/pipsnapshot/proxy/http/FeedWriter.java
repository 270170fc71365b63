package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.Piece;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a feed to a channel, one piece at a time: the next is asked for when the socket has taken
 * the one before. A body that cannot be completed is never ended as if it were. All state belongs
 * to the channel's event loop.
 */
// What a listener does not see, nobody waits for: a close, or a flush with the next write.
@SuppressWarnings("FutureReturnValueIgnored")
final class FeedWriter {
  /** After so many pieces in a row the other connections of the loop have their turn. */
  private static final int PIECES_PER_TURN = 16;

  private final ChannelHandlerContext ctx;
  private final BodyFeed feed;
  private final OptionalLong length;
  private final ResponseWriter.Listener listener;

  private long written;
  private boolean over;

  /**
   * A writer of {@code feed}, which it closes.
   *
   * @param length how many bytes the head has announced
   * @param listener told when it is over
   */
  FeedWriter(
      ChannelHandlerContext ctx,
      BodyFeed feed,
      OptionalLong length,
      ResponseWriter.Listener listener) {
    this.ctx = ctx;
    this.feed = feed;
    this.length = length;
    this.listener = listener;
  }

  /** Writes until the feed ends. The head must have been written, and need not be flushed. */
  void start() {
    proceed();
  }

  /** The client has gone. */
  void abandon() {
    end(Optional.of(new ClientGoneException()));
  }

  private void proceed() {
    for (int i = 0; i < PIECES_PER_TURN && !over; i++) {
      CompletableFuture<Optional<Piece>> next = feed.next();
      if (!next.isDone()) {
        ctx.flush();
        next.whenComplete((piece, failure) -> resumeOnLoop(() -> resume(piece, failure)));
        return;
      }
      if (next.isCompletedExceptionally()) {
        next.whenComplete(this::resume);
        return;
      }
      if (!taken(next.join())) {
        return;
      }
    }
    if (!over) {
      resumeOnLoop(this::proceed);
    }
  }

  private void resume(Optional<Piece> piece, @Nullable Throwable failure) {
    if (over) {
      return;
    }
    if (failure != null) {
      end(Optional.of(failure));
    } else if (taken(piece)) {
      proceed();
    }
  }

  /** Whether the socket has taken the piece at once and more can follow. */
  private boolean taken(Optional<Piece> piece) {
    if (piece.isEmpty()) {
      finish();
      return false;
    }
    long total = written + piece.get().length();
    if (length.isPresent() && total > length.getAsLong()) {
      end(Optional.of(new BodyLengthException(total, length)));
      return false;
    }
    ChannelFuture write = ctx.writeAndFlush(message(piece.get()));
    if (write.isDone() && write.isSuccess()) {
      written = total;
      return true;
    }
    write.addListener(
        done -> {
          if (over) {
            return;
          }
          if (done.isSuccess()) {
            written = total;
            proceed();
          } else {
            end(Optional.of(done.cause()));
          }
        });
    return false;
  }

  private void finish() {
    if (length.isPresent() && written != length.getAsLong()) {
      end(Optional.of(new BodyLengthException(written, length)));
      return;
    }
    ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
        .addListener(done -> end(Optional.ofNullable(done.cause())));
  }

  private void end(Optional<Throwable> failure) {
    if (!over) {
      over = true;
      feed.close();
      listener.written(written, failure);
    }
  }

  private void resumeOnLoop(Runnable step) {
    try {
      ctx.executor().execute(step);
    } catch (RejectedExecutionException e) {
      // The server is gone and with it every channel; only the feed is left to release.
      feed.close();
    }
  }

  private static Object message(Piece piece) {
    return piece instanceof Piece.OfFile file
        ? new BorrowedFileRegion(file)
        : new DefaultHttpContent(Unpooled.wrappedBuffer(((Piece.InMemory) piece).bytes()));
  }
}
