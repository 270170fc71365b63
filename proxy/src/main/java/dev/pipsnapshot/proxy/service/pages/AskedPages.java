package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.cache.KeptPage;
import dev.pipsnapshot.proxy.cache.PageKey;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.service.FailureReplies;
import dev.pipsnapshot.proxy.upstream.FetchedPage;
import dev.pipsnapshot.proxy.upstream.IndexClient;
import dev.pipsnapshot.proxy.upstream.PageAnswer;
import dev.pipsnapshot.proxy.upstream.UpstreamException;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Project pages that the index is asked for: kept once they are understood, and the kept one again
 * where the index confirms it or is down. Never blocks; safe for use by many threads.
 */
final class AskedPages {
  private static final Logger log = LoggerFactory.getLogger(AskedPages.class);

  private final IndexClient index;
  private final Upstreams upstreams;
  private final KeptPages store;
  private final DatedPageReader reader;
  private final Executor workers;

  AskedPages(
      IndexClient index,
      Upstreams upstreams,
      KeptPages store,
      DatedPageReader reader,
      Executor workers) {
    this.index = index;
    this.upstreams = upstreams;
    this.store = store;
    this.reader = reader;
    this.workers = workers;
  }

  /**
   * What the index says.
   *
   * @param notBefore how old a kept page may be where the index is down
   * @param kept the page at hand, which the index may confirm
   */
  CompletableFuture<ProjectAnswer> ask(
      ProjectName project,
      Instant notBefore,
      Optional<PageUnderRevalidation> kept,
      PageReading reading) {
    // Upstream may take its time, and others could read meanwhile.
    reading.leave();
    return index
        .page(project, kept.map(PageUnderRevalidation::validators), reading)
        .thenComposeAsync(answer -> taken(project, answer, kept, reading), workers)
        .exceptionallyComposeAsync(
            failure -> fallback(project, notBefore, kept, failure, reading), workers);
  }

  private CompletableFuture<ProjectAnswer> taken(
      ProjectName project,
      PageAnswer answer,
      Optional<PageUnderRevalidation> stored,
      PageReading reading) {
    if (answer instanceof PageAnswer.NoSuchProject absent) {
      return CompletableFuture.completedFuture(new ProjectAnswer.NoSuchProject(absent.checkedAt()));
    }
    if (answer instanceof PageAnswer.NotModified same && stored.isPresent()) {
      return bytesOf(project, stored.get(), reading)
          .thenComposeAsync(page -> confirmed(project, page, same, reading), workers);
    }
    if (answer instanceof PageAnswer.Fetched fetched) {
      KeptPage page = cached(fetched.page());
      // Kept only once it has been understood: a login page is no project page.
      return reader
          .answer(project, page, reading)
          .thenApply(
              found -> {
                store.store(key(project), page);
                return found;
              });
    }
    throw new IllegalStateException("upstream confirmed a page that it was not asked about");
  }

  private CompletableFuture<ProjectAnswer> confirmed(
      ProjectName project,
      Optional<KeptPage> page,
      PageAnswer.NotModified same,
      PageReading reading) {
    if (page.isEmpty()) {
      // It has been deleted or damaged while upstream was asked.
      return index
          .page(project, Optional.empty(), reading)
          .thenComposeAsync(answer -> taken(project, answer, Optional.empty(), reading), workers);
    }
    KeptPage confirmed = page.get().revalidatedAt(same.checkedAt());
    store.store(key(project), confirmed);
    return reader.answer(project, confirmed, reading);
  }

  private CompletableFuture<Optional<KeptPage>> bytesOf(
      ProjectName project, PageUnderRevalidation stored, PageReading reading) {
    return stored.small().isPresent()
        ? CompletableFuture.completedFuture(stored.small())
        : store.find(key(project), reading);
  }

  private CompletableFuture<ProjectAnswer> fallback(
      ProjectName project,
      Instant notBefore,
      Optional<PageUnderRevalidation> stored,
      Throwable failure,
      PageReading reading) {
    Throwable cause = FailureReplies.unwrap(failure);
    boolean passing =
        cause instanceof UpstreamException.Unavailable
            || cause instanceof UpstreamException.TimedOut
            || cause instanceof UpstreamException.Truncated;
    if (!passing || stored.isEmpty() || stored.get().fetchedAt().isBefore(notBefore)) {
      return CompletableFuture.failedFuture(cause);
    }
    log.warn(
        "upstream-down project={} using-page-of={} reason=\"{}\"",
        project,
        stored.get().fetchedAt(),
        cause.getMessage());
    return bytesOf(project, stored.get(), reading)
        .thenComposeAsync(
            page ->
                page.isPresent()
                    ? reader.answer(project, page.get(), reading)
                    : CompletableFuture.failedFuture(cause),
            workers);
  }

  /** What a page is kept under. */
  PageKey key(ProjectName project) {
    return new PageKey(upstreams.ownerOf(project).index().uri(), project, PageKey.Kind.SIMPLE);
  }

  static KeptPage cached(FetchedPage page) {
    return new KeptPage(
        ByteBuffer.wrap(page.body()),
        page.contentType(),
        page.finalUrl(),
        page.validators().entityTag(),
        page.validators().lastModified(),
        page.fetchedAt());
  }
}
