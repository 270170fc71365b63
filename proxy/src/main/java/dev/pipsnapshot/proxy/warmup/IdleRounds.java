package dev.pipsnapshot.proxy.warmup;

import dev.pipsnapshot.proxy.route.Route;
import dev.pipsnapshot.proxy.service.Gateway;
import dev.pipsnapshot.proxy.service.Reply;
import dev.pipsnapshot.proxy.service.Request;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes requests on, and does other work as long as there are none: who asks a server that has
 * just started needs the processors more than what is to make later requests faster. Thread-safe.
 */
public final class IdleRounds implements Gateway {
  private static final Logger log = LoggerFactory.getLogger(IdleRounds.class);
  private static final long PAUSE_MILLIS = 100;

  private final Gateway gateway;
  private final Executor workers;
  private final AtomicLong arrived = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();

  /**
   * Passes requests on to {@code gateway}.
   *
   * @param workers run the rounds
   */
  public IdleRounds(Gateway gateway, Executor workers) {
    this.gateway = gateway;
    this.workers = workers;
  }

  @Override
  public CompletableFuture<Reply> answer(Request request) {
    arrived.incrementAndGet();
    CompletableFuture<Reply> reply = gateway.answer(request);
    var unused = reply.whenComplete((answer, failure) -> answered.incrementAndGet());
    return reply;
  }

  @Override
  public Optional<String> view(Route route) {
    return gateway.view(route);
  }

  /**
   * Runs {@code round} that often, after a pause, and after another whenever requests came; no more
   * once it has failed or its thread is interrupted.
   *
   * @return completes on the thread of the last round, if that is reached
   */
  public CompletableFuture<Void> schedule(Runnable round, int times) {
    var done = new CompletableFuture<Void>();
    schedule(round, times, done);
    return done;
  }

  private void schedule(Runnable round, int times, CompletableFuture<Void> done) {
    long before = arrived.get();
    CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS, workers)
        .execute(() -> run(round, times, before, done));
  }

  private void run(Runnable round, int times, long before, CompletableFuture<Void> done) {
    int left = times;
    while (left > 0 && answered.get() == before && arrived.get() == before && !isInterrupted()) {
      try {
        round.run();
      } catch (RuntimeException e) {
        log.debug("event=idle-work-failed cause=\"{}\"", e.toString());
        return;
      }
      left--;
    }
    if (left == 0) {
      done.complete(null);
    } else if (!isInterrupted()) {
      schedule(round, left, done);
    }
  }

  private static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }
}
