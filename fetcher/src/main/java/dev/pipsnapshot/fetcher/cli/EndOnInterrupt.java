package dev.pipsnapshot.fetcher.cli;

import java.io.IOException;

/**
 * Lets work be ended when the process is told to end.
 *
 * @param end ends the work from another thread, and returns when nothing of it is left
 */
record EndOnInterrupt(Runnable end) {

  /** Something that takes its time. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  /** Does the work. */
  <T> T during(Work<T> work) throws IOException, InterruptedException {
    var hook = new Thread(end, "end-fetch");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.run();
    } finally {
      release(hook);
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
