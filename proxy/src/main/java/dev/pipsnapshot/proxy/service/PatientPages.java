package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Project pages for clients, which wait so long and no longer: a client that gave up by itself
 * could not say why. What upstream gives later is kept for the next who asks.
 */
final class PatientPages {
  private final ProjectPages pages;
  private final Upstreams upstreams;
  private final Duration patience;

  PatientPages(ProjectPages pages, Upstreams upstreams, Duration patience) {
    this.pages = pages;
    this.upstreams = upstreams;
    this.patience = patience;
  }

  /** As {@link ProjectPages#find}, but fails when it takes too long. */
  CompletableFuture<SourceAnswer> find(ProjectName project, Instant notBefore) {
    CompletableFuture<SourceAnswer> answer = pages.find(project, notBefore);
    return answer.isDone()
        ? answer
        : answer
            .copy()
            .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
            .exceptionallyCompose(
                failure -> CompletableFuture.failedFuture(told(project, failure)));
  }

  private Throwable told(ProjectName project, Throwable failure) {
    Throwable cause = Failures.unwrap(failure);
    return cause instanceof TimeoutException
        ? new ServiceException.Late(project, upstreams.ownerOf(project).index(), patience)
        : cause;
  }
}
