package dev.pipsnapshot.proxy.warmup;

import dev.pipsnapshot.proxy.body.BodyFeed;
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
 * Passes requests on, and does other work as long as there are none, nor a body of an earlier one
 * under way: who asks a server that has just started needs the processors more than what is to make
 * later requests faster. Thread-safe.
 */
public final class IdleRounds implements Gateway {
  private static final Logger log = LoggerFactory.getLogger(IdleRounds.class);
  private static final long PAUSE_MILLIS = 100;

  private final Gateway gateway;
  private final Executor workers;
  private final AtomicLong arrived = new AtomicLong();

  /** Requests whose answer has been given; a body that is fed, to its end. */
  private final AtomicLong ended = new AtomicLong();

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
    return gateway
        .answer(request)
        .whenComplete(
            (reply, failure) -> {
              if (failure != null) {
                ended.incrementAndGet();
              }
            })
        .thenApply(this::watched);
  }

  /** The reply, the end of which is seen. */
  private Reply watched(Reply reply) {
    if (reply instanceof Reply.File file) {
      return new Reply.File(
          watched(file.feed()),
          file.totalLength(),
          file.range(),
          file.contentType(),
          file.entityTag());
    }
    if (reply instanceof Reply.PassedThrough passed) {
      return new Reply.PassedThrough(watched(passed.feed()), passed.contentType(), passed.note());
    }
    ended.incrementAndGet();
    return reply;
  }

  private WatchedFeed watched(BodyFeed feed) {
    return new WatchedFeed(feed, ended::incrementAndGet);
  }

  @Override
  public Optional<String> view(Route.Resource resource) {
    return gateway.view(resource);
  }

  /**
   * Runs {@code round} that often, after a pause, and after another whenever requests came or their
   * bodies are under way; no more once it has failed or its thread is interrupted.
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
    while (left > 0 && ended.get() == before && arrived.get() == before && !isInterrupted()) {
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
