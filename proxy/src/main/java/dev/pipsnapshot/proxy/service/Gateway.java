package dev.pipsnapshot.proxy.service;

import java.util.concurrent.CompletableFuture;

/** Answers requests; the one thing that a front end needs to know. */
@FunctionalInterface
public interface Gateway {
  /**
   * Answers {@code request}. Never blocks and never throws; the future may complete on any thread
   * and, but for bugs, does so with a value.
   */
  CompletableFuture<Reply> answer(Request request);
}
