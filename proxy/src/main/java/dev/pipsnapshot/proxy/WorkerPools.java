package dev.pipsnapshot.proxy;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads for all that may block. Two pools, so that downloads, which last as long as an
 * upstream likes, never keep a page from being made. Both are bounded; what is too much is rejected
 * and becomes a 503.
 */
final class WorkerPools implements AutoCloseable {
  private static final int WORKERS = 8;
  private static final int DOWNLOADS = 32;
  private static final int QUEUE = 4096;
  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor workers = pool("worker", WORKERS);
  private final ThreadPoolExecutor downloads = pool("download", DOWNLOADS);

  /** For work on files, pages and archives. */
  Executor workers() {
    return workers;
  }

  /** For downloads, each of which holds a thread until it ends. */
  Executor downloads() {
    return downloads;
  }

  @Override
  public void close() {
    workers.shutdownNow();
    downloads.shutdownNow();
  }

  private static ThreadPoolExecutor pool(String name, int threads) {
    BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(QUEUE);
    var pool =
        new ThreadPoolExecutor(
            threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, queue, named(name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static ThreadFactory named(String name) {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
