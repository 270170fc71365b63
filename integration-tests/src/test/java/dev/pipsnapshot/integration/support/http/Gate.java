package dev.pipsnapshot.integration.support.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds back an answer until the test lets it go: a slow upstream without a clock. Any number of
 * answers may wait at one gate; once open it stays open.
 */
public final class Gate implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);

  /** Waits until an answer stands at the gate, its first bytes sent. */
  public void awaitReached() throws InterruptedException {
    assertThat(reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .as("an answer reached the gate")
        .isTrue();
  }

  /** Lets every answer go on. */
  public void open() {
    open.countDown();
  }

  /** Opens the gate, so that a failed test leaves no thread behind. */
  @Override
  public void close() {
    open();
  }

  void pass() throws InterruptedException {
    reached.countDown();
    open.await();
  }
}
