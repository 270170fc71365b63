package dev.pipsnapshot.proxy.service.pages;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Turns at the memory that a large page takes: one at a time is read and decoded, or rendered. Who
 * renders goes first, for that ends with memory given back. Never blocks; thread-safe.
 */
public final class LargePages {
  private final Queue<CompletableFuture<Turn>> renderers = new ArrayDeque<>();
  private final Queue<CompletableFuture<Turn>> readers = new ArrayDeque<>();
  private final Duration longestWait;
  private @Nullable Turn current;
  private boolean calling;

  /**
   * Nobody has a turn yet.
   *
   * @param longestWait of a thread that can do nothing else meanwhile
   */
  public LargePages(Duration longestWait) {
    this.longestWait = longestWait;
  }

  /** One's turn; ends when it is closed, which it must be. */
  final class Turn implements AutoCloseable {
    private Turn() {}

    @Override
    public void close() {
      end(this);
    }
  }

  Duration longestWait() {
    return longestWait;
  }

  CompletableFuture<Turn> toRead() {
    return in(readers);
  }

  CompletableFuture<Turn> toRender() {
    return in(renderers);
  }

  private CompletableFuture<Turn> in(Queue<CompletableFuture<Turn>> queue) {
    var waiting = new CompletableFuture<Turn>();
    synchronized (this) {
      queue.add(waiting);
    }
    callNext();
    return waiting;
  }

  private void end(Turn turn) {
    synchronized (this) {
      if (current != turn) {
        return;
      }
      current = null;
    }
    callNext();
  }

  /** A loop, as whoever is called may end the turn at once, and the next one likewise. */
  private void callNext() {
    synchronized (this) {
      if (calling) {
        return;
      }
      calling = true;
    }
    while (true) {
      var turn = new Turn();
      CompletableFuture<Turn> next;
      synchronized (this) {
        next = current != null ? null : renderers.isEmpty() ? readers.poll() : renderers.poll();
        if (next == null) {
          calling = false;
          return;
        }
        current = turn;
      }
      next.complete(turn);
    }
  }
}
