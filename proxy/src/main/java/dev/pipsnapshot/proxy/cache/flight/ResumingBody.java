package dev.pipsnapshot.proxy.cache.flight;

import dev.pipsnapshot.proxy.cache.ArtifactSource;
import dev.pipsnapshot.proxy.cache.CacheException;
import dev.pipsnapshot.proxy.cache.SourceBody;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source's body read as if its connections never broke: where one does, the next goes on from
 * there. Gives up when several in a row bring nothing. Blocking, not thread-safe.
 */
final class ResumingBody implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(ResumingBody.class);
  private static final int MAX_FAILURES_IN_A_ROW = 4;

  private final ArtifactSource source;
  private final Pause pause;
  private long position;
  private OptionalLong totalLength;
  private int failures;
  private @Nullable SourceBody current;

  /**
   * A body to be read from {@code position} on.
   *
   * @param expectedLength of the whole body in bytes; a source that says otherwise is refused
   */
  ResumingBody(ArtifactSource source, long position, OptionalLong expectedLength, Pause pause) {
    this.source = source;
    this.position = position;
    this.totalLength = expectedLength;
    this.pause = pause;
  }

  /** Length of the whole body in bytes, once it is known. */
  OptionalLong totalLength() {
    return totalLength;
  }

  /** Connects, where that has not been done, so that {@link #totalLength} may be known. */
  void connect() {
    while (current == null) {
      try {
        current = open();
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  /**
   * Reads some bytes into {@code buffer}, at least one.
   *
   * @return those, or empty at the end of the body
   * @throws CacheException.Incomplete if the source gives no more, though there should be
   * @throws CacheException.Mismatch if the body is not as long as it should be
   */
  Optional<ByteBuffer> read(byte[] buffer) {
    while (true) {
      connect();
      try {
        int read = bytes().read(buffer);
        if (read > 0) {
          failures = 0;
          position += read;
          requireLength(position);
          return Optional.of(ByteBuffer.wrap(buffer, 0, read));
        }
        if (totalLength.isEmpty() || position == totalLength.getAsLong()) {
          return Optional.empty();
        }
        throw new IOException("the body ended early");
      } catch (IOException e) {
        close();
        failed(e);
      }
    }
  }

  @Override
  public void close() {
    if (current != null) {
      try {
        current.close();
      } catch (IOException e) {
        log.debug("event=source-close-failed cause=\"{}\"", e.toString());
      }
      current = null;
    }
  }

  private InputStream bytes() {
    if (current == null) {
      throw new IllegalStateException("not connected");
    }
    return current.bytes();
  }

  private SourceBody open() throws IOException {
    SourceBody body = source.open(position);
    boolean usable = false;
    try {
      if (body.firstByte() > position) {
        throw new IOException(
            "asked for the bytes from " + position + " on, got those from " + body.firstByte());
      }
      if (body.totalLength().isPresent()) {
        long length = body.totalLength().getAsLong();
        if (totalLength.isPresent() && totalLength.getAsLong() != length) {
          throw CacheException.Mismatch.length(totalLength.getAsLong(), length);
        }
        requireAtLeast(length);
        totalLength = body.totalLength();
      }
      body.bytes().skipNBytes(position - body.firstByte());
      usable = true;
      return body;
    } finally {
      if (!usable) {
        body.close();
      }
    }
  }

  private static void checkInterrupt(IOException cause) {
    if (cause instanceof InterruptedIOException || Thread.currentThread().isInterrupted()) {
      throw new CacheException.Incomplete("the download was interrupted", cause);
    }
  }

  private void failed(IOException cause) {
    checkInterrupt(cause);
    failures++;
    if (failures >= MAX_FAILURES_IN_A_ROW) {
      throw new CacheException.Incomplete(
          "upstream sent "
              + position
              + " of "
              + (totalLength.isPresent() ? totalLength.getAsLong() : "an unknown number of")
              + " bytes and then failed "
              + failures
              + " times in a row: "
              + cause.getMessage(),
          cause);
    }
    log.debug("event=download-resumes position={} cause=\"{}\"", position, cause.toString());
    try {
      pause.afterFailure(failures);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CacheException.Incomplete("the download was interrupted", e);
    }
  }

  private void requireLength(long length) {
    if (totalLength.isPresent() && length > totalLength.getAsLong()) {
      throw CacheException.Mismatch.length(totalLength.getAsLong(), length);
    }
  }

  private void requireAtLeast(long length) {
    if (length < position) {
      throw CacheException.Mismatch.length(length, position);
    }
  }
}
