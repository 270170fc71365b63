package dev.pipsnapshot.proxy.cache;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;

/** A source that answers each request as it was told to; the last answer is repeated. */
public final class ScriptedSource implements ArtifactSource {
  private final Deque<LongFunction<SourceBody>> answers = new ArrayDeque<>();
  private final AtomicInteger opened = new AtomicInteger();

  public static ScriptedSource of(byte[] content) {
    return new ScriptedSource().then(offset -> whole(content, offset));
  }

  synchronized ScriptedSource then(LongFunction<SourceBody> answer) {
    answers.add(answer);
    return this;
  }

  public int opened() {
    return opened.get();
  }

  @Override
  public SourceBody open(long offset) throws IOException {
    opened.incrementAndGet();
    LongFunction<SourceBody> answer;
    synchronized (this) {
      answer = answers.size() > 1 ? answers.remove() : answers.element();
    }
    return answer.apply(offset);
  }

  static SourceBody whole(byte[] content, long offset) {
    return new SourceBody(
        offset, OptionalLong.of(content.length), stream(content, offset, content.length, () -> {}));
  }

  /** The connection breaks after the byte before {@code end}. */
  static SourceBody broken(byte[] content, long offset, int end) {
    return new SourceBody(
        offset,
        OptionalLong.of(content.length),
        stream(
            content,
            offset,
            end,
            () -> {
              throw new IOException("connection reset");
            }));
  }

  /** The body ends after the byte before {@code end}, and says so or not. */
  static SourceBody cut(byte[] content, long offset, int end, OptionalLong length) {
    return new SourceBody(offset, length, stream(content, offset, end, () -> {}));
  }

  /** After the byte before {@code end}, waits for the gate. */
  static SourceBody gated(byte[] content, long offset, int end, CountDownLatch gate) {
    InputStream first = stream(content, offset, end, () -> {});
    InputStream rest = stream(content, end, content.length, () -> {});
    return new SourceBody(
        offset,
        OptionalLong.of(content.length),
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("bodies are read in bulk");
          }

          @Override
          public int read(byte[] into, int at, int length) throws IOException {
            int read = first.read(into, at, length);
            if (read > 0) {
              return read;
            }
            try {
              gate.await();
            } catch (InterruptedException e) {
              throw new java.io.InterruptedIOException();
            }
            return rest.read(into, at, length);
          }
        });
  }

  private static InputStream stream(byte[] content, long from, int end, AtEnd atEnd) {
    return new InputStream() {
      private int position = (int) from;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int at, int length) throws IOException {
        if (position >= end) {
          atEnd.run();
          return -1;
        }
        int read = Math.min(Math.min(length, 10_007), end - position);
        System.arraycopy(content, position, into, at, read);
        position += read;
        return read;
      }
    };
  }

  private interface AtEnd {
    void run() throws IOException;
  }
}
