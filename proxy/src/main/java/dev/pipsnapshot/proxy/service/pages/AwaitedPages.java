package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ProjectView;
import dev.pipsnapshot.proxy.service.ServiceException;
import dev.pipsnapshot.proxy.service.WaitLimit;
import dev.pipsnapshot.proxy.service.Work;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is made of project pages for clients, who wait only so long. Never blocks; safe for use by
 * many threads.
 */
public final class AwaitedPages {
  private final ProjectPages pages;
  private final MatchedTimes matchedTimes;
  private final WaitLimit patience;
  private final LargePages large;
  private final Upstreams upstreams;
  private final Executor workers;

  public AwaitedPages(
      ProjectPages pages,
      MatchedTimes matchedTimes,
      WaitLimit patience,
      LargePages large,
      Upstreams upstreams,
      Executor workers) {
    this.pages = pages;
    this.matchedTimes = matchedTimes;
    this.patience = patience;
    this.large = large;
    this.upstreams = upstreams;
    this.workers = workers;
  }

  /** What {@code task} makes of the project's page, with the times that {@code view} wants. */
  <T> CompletableFuture<T> made(
      ProjectName project, ProjectView view, Function<ProjectAnswer, T> task) {
    Instant notBefore = view.cutoff().map(Cutoff::instant).orElse(Instant.MIN);
    CompletableFuture<ProjectAnswer> source =
        pages
            .find(project, notBefore)
            .thenCompose(answer -> matchedTimes.of(project, view, answer, notBefore));
    return patience.limit(
        source.thenCompose(answer -> work(answer, () -> task.apply(answer))),
        waited ->
            source.isDone()
                ? ServiceException.Busy.page(project, waited)
                : new ServiceException.Late(project, upstreams.ownerOf(project).index(), waited));
  }

  /** Does work on an answer; on a large page, in its turn. */
  private <T> CompletableFuture<T> work(ProjectAnswer answer, Supplier<T> task) {
    return answer instanceof ProjectAnswer.Found found && found.page().isLarge()
        ? large
            .toRender()
            .thenCompose(
                turn -> Work.on(workers, task).whenComplete((result, failure) -> turn.close()))
        : Work.on(workers, task);
  }
}
