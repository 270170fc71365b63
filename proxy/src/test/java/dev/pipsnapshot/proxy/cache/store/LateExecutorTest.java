package dev.pipsnapshot.proxy.cache.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LateExecutorTest {
  @Test
  void handsOverOnAnotherThread() throws Exception {
    var threads = new LinkedBlockingQueue<Thread>();
    var late =
        new LateExecutor(
            task -> {
              threads.add(Thread.currentThread());
              task.run();
            });
    var done = new CompletableFuture<Void>();

    late.execute(() -> done.complete(null));
    assertThat(done).succeedsWithin(10, TimeUnit.SECONDS);
    assertThat(threads.take()).isNotSameAs(Thread.currentThread());
    assertThat(threads).isEmpty();
  }

  @Test
  void doesItselfWhatIsRejected() {
    var done = new CompletableFuture<Void>();
    var late =
        new LateExecutor(
            task -> {
              throw new RejectedExecutionException();
            });

    late.execute(() -> done.complete(null));
    assertThat(done).succeedsWithin(10, TimeUnit.SECONDS);
  }
}
