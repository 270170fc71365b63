package dev.pipsnapshot.hasher.nar;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Carries bytes from a source to a sink with the disk work done ahead: one thread runs the source,
 * which walks the tree and reads large files, others read the small files into the segments that it
 * leaves, and the calling thread consumes the segments in order. Memory is bounded by the number of
 * segments. The first failure in the order of the bytes is the one thrown, on every run.
 */
final class ReadAhead implements SegmentQueue, AutoCloseable {
  private static final int SEGMENTS = 16;
  private static final int READERS = 2;
  private static final Segment END = new Segment(0);

  private final BlockingQueue<Segment> empty = new LinkedBlockingQueue<>();
  private final BlockingQueue<Future<Segment>> inOrder = new LinkedBlockingQueue<>();
  private final BlockingQueue<SmallFileReader> readers = new LinkedBlockingQueue<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(1 + READERS, ReadAhead::newThread);

  private final Future<?> source;

  private ReadAhead(ByteSource source) {
    for (int i = 0; i < SEGMENTS; i++) {
      empty.add(new Segment(Segment.CAPACITY));
    }
    for (int i = 0; i < READERS; i++) {
      readers.add(new SmallFileReader());
    }
    this.source = start(source);
  }

  /** Begins to read; what comes is for {@link #writeTo}. */
  static ReadAhead of(ByteSource source) {
    return new ReadAhead(source);
  }

  /** Sends all bytes to {@code sink}, on the calling thread; to be called once. */
  void writeTo(ByteSink sink) throws IOException {
    try {
      Segment segment = await(inOrder.take());
      while (segment != END) {
        segment.writeTo(sink);
        segment.clear();
        empty.add(segment);
        segment = await(inOrder.take());
      }
      await(source);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public Segment takeEmpty() throws IOException {
    try {
      return empty.take();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public void send(Segment segment) {
    inOrder.add(threads.submit(() -> fill(segment)));
  }

  /** Stops whatever still runs; what it has open is closed by the interrupt. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private Future<?> start(ByteSource source) {
    return threads.submit(
        () -> {
          try {
            var writer = new SegmentWriter(this, new ContentReader());
            source.writeTo(writer);
            writer.finish();
          } finally {
            inOrder.add(CompletableFuture.completedFuture(END));
          }
          return null;
        });
  }

  private Segment fill(Segment segment) throws IOException, InterruptedException {
    SmallFileReader reader = readers.take();
    try {
      segment.fillGaps(reader);
    } finally {
      readers.add(reader);
    }
    return segment;
  }

  private static <T> T await(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException failure) {
        throw failure;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    }
  }

  private static InterruptedIOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    var failure = new InterruptedIOException("interrupted while reading ahead");
    failure.initCause(cause);
    return failure;
  }

  private static Thread newThread(Runnable work) {
    var thread = new Thread(work, "read-ahead");
    thread.setDaemon(true);
    return thread;
  }
}
