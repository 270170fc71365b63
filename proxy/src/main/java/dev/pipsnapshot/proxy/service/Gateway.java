package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.route.Route;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Answers requests; the one thing that a front end needs to know. */
@FunctionalInterface
public interface Gateway {
  /** All of the index is there. */
  String NO_CUTOFF = "none";

  /** Nothing is there, because no cutoff was given. */
  String NO_VIEW = "missing";

  /**
   * Answers {@code request}. Never blocks and never throws; the future may complete on any thread
   * and, but for bugs, does so with a value.
   */
  CompletableFuture<Reply> answer(Request request);

  /**
   * Of a resource in an index, what each answer tells of the view that it is in: its cutoff, or
   * {@link #NO_CUTOFF}, or {@link #NO_VIEW}. Empty for others. Never blocks.
   */
  default Optional<String> view(Route.Resource resource) {
    return Optional.empty();
  }
}
