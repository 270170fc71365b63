package dev.pipsnapshot.proxy.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.Piece;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.route.Route;
import dev.pipsnapshot.proxy.service.Reply;
import dev.pipsnapshot.proxy.service.Request;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdleRoundsTest {
  private static final int ROUNDS = 3;
  private static final Request REQUEST =
      new Request(new Route.Health(), PageFormat.HTML, false, Optional.empty());

  private final ExecutorService workers = Executors.newSingleThreadExecutor();
  private final Semaphore done = new Semaphore(0);
  private final AtomicBoolean answering = new AtomicBoolean();
  private final List<Boolean> whileAnswering = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final IdleRounds idle = new IdleRounds(request -> reply, workers);

  @AfterEach
  void stop() {
    workers.shutdownNow();
  }

  @Test
  void runsAllRoundsWhileNobodyAsks() throws Exception {
    assertThat(idle.schedule(done::release, ROUNDS)).succeedsWithin(1, TimeUnit.MINUTES);

    assertThat(done.availablePermits()).isEqualTo(ROUNDS);
  }

  @Test
  void waitsWhileARequestIsAnswered() throws Exception {
    var unused = idle.schedule(this::roundThatIsFollowedByARequest, ROUNDS);

    for (int i = 0; i < ROUNDS; i++) {
      done.acquire();
      CompletableFuture<Reply> pending = reply;
      reply = new CompletableFuture<>();
      answering.set(false);
      pending.completeExceptionally(new IllegalStateException("an upstream is down"));
    }

    assertThat(whileAnswering).hasSize(ROUNDS).containsOnly(false);
  }

  @Test
  void waitsWhileABodyIsUnderWay() throws Exception {
    var first = new FakeFeed();
    var second = new FakeFeed();
    for (Reply fed :
        List.of(
            new Reply.File(first, OptionalLong.empty(), Optional.empty(), "a/b", Optional.empty()),
            new Reply.PassedThrough(second, "a/b", Optional.empty()))) {
      reply = CompletableFuture.completedFuture(fed);
      Reply answer = idle.answer(REQUEST).get();
      CompletableFuture<Void> rounds = idle.schedule(done::release, ROUNDS);
      // This pause begins later, and so does its round.
      new IdleRounds(request -> reply, workers).schedule(() -> {}, 1).get();
      assertThat(done.availablePermits()).isZero();

      BodyFeed body =
          answer instanceof Reply.File file ? file.feed() : ((Reply.PassedThrough) answer).feed();
      body.close();
      body.close();

      assertThat(rounds).succeedsWithin(1, TimeUnit.MINUTES);
      done.drainPermits();
    }
    assertThat(first.closed && second.closed).isTrue();
  }

  @Test
  void pausesAlsoWhenARequestHasComeAndGoneMeanwhile() throws Exception {
    reply = CompletableFuture.failedFuture(new IllegalStateException("an upstream is down"));
    List<String> order = new CopyOnWriteArrayList<>();
    var unusedRounds =
        idle.schedule(
            () -> {
              order.add("round");
              var unused = idle.answer(REQUEST);
              workers.execute(
                  () -> {
                    order.add("other work");
                    done.release();
                  });
            },
            2);

    done.acquire(2);
    assertThat(order).containsExactly("round", "other work", "round", "other work");
  }

  @Test
  void endsWhenItsThreadIsInterrupted() throws Exception {
    var unused =
        idle.schedule(
            () -> {
              whileAnswering.add(false);
              Thread.currentThread().interrupt();
              workers.shutdown();
              done.release();
            },
            ROUNDS);

    done.acquire();
    assertThat(workers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(whileAnswering).hasSize(1);
  }

  @Test
  void endsQuietlyWithARoundThatFails() throws Exception {
    List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    workers.execute(
        () ->
            Thread.currentThread()
                .setUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure)));
    CompletableFuture<Void> failing =
        idle.schedule(
            () -> {
              whileAnswering.add(false);
              throw new IllegalStateException("too many open files");
            },
            ROUNDS);
    var unused = idle.schedule(done::release, 1);

    done.acquire();
    assertThat(whileAnswering).hasSize(1);
    assertThat(failing).isNotDone();
    assertThat(uncaught).isEmpty();
  }

  private static final class FakeFeed implements BodyFeed {
    private volatile boolean closed;

    @Override
    public CompletableFuture<Optional<Piece>> next() {
      return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private void roundThatIsFollowedByARequest() {
    whileAnswering.add(answering.getAndSet(true));
    var unused = idle.answer(REQUEST);
    done.release();
  }
}
