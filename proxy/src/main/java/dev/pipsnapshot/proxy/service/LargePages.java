package dev.pipsnapshot.proxy.service;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Turns at the memory that a large page takes: one at a time is read and decoded, or rendered. Who
 * renders goes first, for that ends with memory given back. Never blocks; thread-safe.
 */
final class LargePages {
  private final Queue<CompletableFuture<Turn>> renderers = new ArrayDeque<>();
  private final Queue<CompletableFuture<Turn>> readers = new ArrayDeque<>();
  private @Nullable Turn current;

  /** One's turn; ends when it is closed, which it must be. */
  final class Turn implements AutoCloseable {
    private Turn() {}

    @Override
    public void close() {
      end(this);
    }
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

  private void callNext() {
    var turn = new Turn();
    CompletableFuture<Turn> next;
    synchronized (this) {
      next = current != null ? null : renderers.isEmpty() ? readers.poll() : renderers.poll();
      if (next != null) {
        current = turn;
      }
    }
    if (next != null) {
      next.complete(turn);
    }
  }
}
