package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.upstream.IndexClient;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The list of all projects, passed through: it has no times to filter by. */
final class ProjectListService {
  private static final String NOTE = "the project list is not filtered by date";

  private final IndexClient index;
  private final Connectivity connectivity;
  private final Executor workers;

  ProjectListService(IndexClient index, Connectivity connectivity, Executor workers) {
    this.index = index;
    this.connectivity = connectivity;
    this.workers = workers;
  }

  CompletableFuture<Reply> list(PageFormat format) {
    if (connectivity == Connectivity.OFFLINE) {
      return CompletableFuture.failedFuture(ServiceException.Offline.projectList());
    }
    return index
        .projectList(format)
        .thenApply(
            list ->
                new Reply.PassedThrough(
                    new StreamFeed(list.body(), workers),
                    list.contentType().isEmpty() ? format.contentType() : list.contentType(),
                    Optional.of(NOTE)));
  }
}
