package dev.pipsnapshot.fetcher.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets work be ended when the process is told to end.
 *
 * @param end ends the work from another thread
 * @param tell says so, once the work has ended and has cleaned up behind it
 */
record EndOnInterrupt(Runnable end, Runnable tell) {
  /** Longer than cleaning up takes, shorter than people wait. */
  private static final long PATIENCE_SECONDS = 20;

  /** Something that takes its time. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  /** Does the work. */
  <T> T during(Work<T> work) throws IOException, InterruptedException {
    var ended = new CountDownLatch(1);
    var hook = new Thread(() -> end(ended), "end-fetch");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.run();
    } finally {
      ended.countDown();
      release(hook);
    }
  }

  /** The process is gone as soon as this returns, whatever the work has still open. */
  private void end(CountDownLatch ended) {
    end.run();
    try {
      if (ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        tell.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void release(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook is at work.
      Thread.onSpinWait();
    }
  }
}
