package dev.pipsnapshot.hasher.nar;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;

/**
 * Carries bytes from a source to a sink with the disk work done ahead: one thread runs the source,
 * which walks the tree and reads large files, others read the small files into the segments that it
 * leaves, and the calling thread consumes the segments in order. Memory is bounded by the number of
 * segments. The first failure in the order of the bytes is the one thrown, on every run.
 */
final class SegmentReadAhead implements SegmentQueue, AutoCloseable {
  private static final int SEGMENTS = 8;
  private static final int READERS = 2;
  private static final Segment END = new Segment(0);

  private final BlockingQueue<Segment> empty = new LinkedBlockingQueue<>();
  private final BlockingQueue<Future<Segment>> inOrder = new LinkedBlockingQueue<>();
  private final BlockingQueue<SmallFileReader> readers = new LinkedBlockingQueue<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(1 + READERS, new DaemonThreads());

  private final FutureTask<Segment> walk;

  /** How many there are; for the thread that runs the source. */
  private int segments;

  private SegmentReadAhead(ByteSource source) {
    for (int i = 0; i < READERS; i++) {
      readers.add(new SmallFileReader());
    }
    this.walk = new FutureTask<>(new Walk(source));
    threads.execute(walk);
  }

  /** Begins to read; what comes is for {@link #writeTo}. */
  static SegmentReadAhead of(ByteSource source) {
    return new SegmentReadAhead(source);
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
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public Segment takeEmpty() throws IOException {
    Segment segment = empty.poll();
    if (segment != null) {
      return segment;
    }
    if (segments < SEGMENTS) {
      segments++;
      return new Segment(Segment.CAPACITY);
    }
    try {
      return empty.take();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public void send(Segment segment) {
    inOrder.add(
        segment.isComplete()
            ? CompletableFuture.completedFuture(segment)
            : threads.submit(() -> fill(segment)));
  }

  /** Stops whatever still runs; what it has open is closed by the interrupt. */
  @Override
  public void close() {
    threads.shutdownNow();
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

  private static Segment await(Future<Segment> future) throws IOException, InterruptedException {
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

  // Classes, because the calling thread makes them: its first lambda would delay the digest.

  /** Runs the source. Comes after its segments in the order, and ends it or tells why it failed. */
  private final class Walk implements Callable<Segment> {
    private final ByteSource source;

    Walk(ByteSource source) {
      this.source = source;
    }

    @Override
    public Segment call() throws IOException {
      try {
        var writer = new SegmentWriter(SegmentReadAhead.this, new ContentReader());
        source.writeTo(writer);
        writer.finish();
        return END;
      } finally {
        inOrder.add(walk);
      }
    }
  }

  private static final class DaemonThreads implements ThreadFactory {
    @Override
    public Thread newThread(Runnable work) {
      var thread = new Thread(work, "read-ahead");
      thread.setDaemon(true);
      return thread;
    }
  }
}
