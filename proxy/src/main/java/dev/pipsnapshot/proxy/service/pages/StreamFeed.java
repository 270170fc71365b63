package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.Piece;
import dev.pipsnapshot.proxy.service.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A blocking stream as a feed: read on a worker, a piece each time one is asked for. */
final class StreamFeed implements BodyFeed {
  private static final Logger log = LoggerFactory.getLogger(StreamFeed.class);
  private static final int PIECE = 64 * 1024;

  private final InputStream stream;
  private final Executor workers;

  /** Guarded by this, as is the next. */
  private boolean reading;

  private boolean closed;

  StreamFeed(InputStream stream, Executor workers) {
    this.stream = stream;
    this.workers = workers;
  }

  @Override
  public CompletableFuture<Optional<Piece>> next() {
    return Work.on(workers, this::read);
  }

  @Override
  public void close() {
    if (!stop()) {
      // Whoever reads closes it.
      return;
    }
    try {
      workers.execute(this::closeStream);
    } catch (RejectedExecutionException e) {
      closeStream();
    }
  }

  private Optional<Piece> read() {
    if (!begin()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = stream.readNBytes(PIECE);
      return bytes.length == 0
          ? Optional.empty()
          : Optional.of(new Piece.InMemory(ByteBuffer.wrap(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (end()) {
        closeStream();
      }
    }
  }

  private synchronized boolean begin() {
    reading = !closed;
    return reading;
  }

  /** Whether it has been closed meanwhile. */
  private synchronized boolean end() {
    reading = false;
    return closed;
  }

  /** Whether nobody reads, who would have the stream closed under him. */
  private synchronized boolean stop() {
    boolean first = !closed;
    closed = true;
    return first && !reading;
  }

  private void closeStream() {
    try {
      stream.close();
    } catch (IOException e) {
      log.debug("close-failed cause=\"{}\"", e.toString());
    }
  }
}
