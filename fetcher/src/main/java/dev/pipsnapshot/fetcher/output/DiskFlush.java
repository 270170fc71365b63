package dev.pipsnapshot.fetcher.output;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A tree's way to the disk, under way while its content, which is final, is read elsewhere. */
final class DiskFlush implements AutoCloseable {
  private final FutureTask<Void> task;

  private DiskFlush(FutureTask<Void> task) {
    this.task = task;
  }

  /** Begins to put {@code tree} and everything in it on the disk. */
  static DiskFlush begin(Path tree) {
    var task = new FutureTask<Void>(() -> force(tree));
    var thread = new Thread(task, "force");
    thread.setDaemon(true);
    thread.start();
    return new DiskFlush(task);
  }

  /** Waits until all of it is on the disk. Throws in an interrupted thread, even if it is. */
  void await() throws IOException {
    try {
      // A task that has ended answers without a look at the interrupt.
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Gives it up, if it has not ended. */
  @Override
  public void close() {
    task.cancel(true);
  }

  private static @Nullable Void force(Path tree) throws IOException {
    try {
      Tree.force(tree);
      return null;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
