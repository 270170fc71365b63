package dev.pipsnapshot.proxy.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Starts work on other threads. */
public final class Work {
  private Work() {}

  /**
   * What {@code task} gives, run on {@code executor}. Unlike {@link CompletableFuture#supplyAsync}
   * this never throws: where the executor has no room, the future fails.
   */
  public static <T> CompletableFuture<T> on(Executor executor, Supplier<T> task) {
    return CompletableFuture.completedFuture(task).thenApplyAsync(Supplier::get, executor);
  }
}
