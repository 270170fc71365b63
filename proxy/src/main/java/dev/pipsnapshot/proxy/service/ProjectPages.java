package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.cache.CachedPage;
import dev.pipsnapshot.proxy.cache.PageKey;
import dev.pipsnapshot.proxy.cache.PageStore;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.upstream.IndexClient;
import dev.pipsnapshot.proxy.upstream.PageAnswer;
import dev.pipsnapshot.proxy.upstream.UpstreamException;
import dev.pipsnapshot.proxy.upstream.UpstreamPage;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Project pages as upstream has them: from memory, from disk, or asked for. One request upstream
 * serves all who wait for a page. Never blocks; safe for use by many threads.
 */
final class ProjectPages {
  /** PyPI's own word for its pages ({@code max-age=600}). */
  static final Duration FRESH_FOR = Duration.ofMinutes(10);

  /** A project may be registered any moment, and asking again is cheap. */
  static final Duration ABSENT_FOR = Duration.ofSeconds(30);

  private static final int MAX_RENEWALS = 10_000;

  private static final Logger log = LoggerFactory.getLogger(ProjectPages.class);

  private final IndexClient index;
  private final Upstreams upstreams;
  private final StoredPages store;
  private final SourcePageReader reader;
  private final Connectivity connectivity;
  private final Executor workers;
  private final Clock clock;

  private final RecentPages recent;
  private final SharedReadings<SourceAnswer> asked;
  private final SharedReadings<Optional<SourcePage>> reopened;
  private final ExpiringMap<ProjectName, CompletableFuture<Void>> renewals;

  ProjectPages(
      IndexClient index,
      Upstreams upstreams,
      PageStore store,
      LargePages large,
      Connectivity connectivity,
      Executor workers,
      Clock clock) {
    this.index = index;
    this.upstreams = upstreams;
    this.store = new StoredPages(store, workers, clock);
    this.reader = new SourcePageReader(index, upstreams, this.store, connectivity, workers);
    this.connectivity = connectivity;
    this.workers = workers;
    this.clock = clock;
    this.recent = new RecentPages(clock);
    this.asked = new SharedReadings<>(large, recent::put);
    this.reopened =
        new SharedReadings<>(
            large,
            (project, page) ->
                page.map(SourceAnswer.Found::new).ifPresent(found -> recent.put(project, found)));
    this.renewals = new ExpiringMap<>(ABSENT_FOR, MAX_RENEWALS, clock);
  }

  /**
   * What upstream says of {@code project}, said at {@code notBefore} or later.
   *
   * @param notBefore a past instant: the cutoff of the view that the page is for
   */
  CompletableFuture<SourceAnswer> find(ProjectName project, Instant notBefore) {
    Optional<SourceAnswer> known = recent.get(project).filter(answer -> counts(answer, notBefore));
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(known.get());
    }
    return asked
        .join(
            project,
            answer -> !answer.fetchedAt().isBefore(notBefore),
            reading ->
                store
                    .find(simple(project), reading)
                    .thenCompose(stored -> answer(project, notBefore, stored, reading)))
        .thenApply(answer -> recentEnough(project, answer, notBefore));
  }

  /** Upstream may be a pip-snapshot that has only an old page to give. */
  private SourceAnswer recentEnough(ProjectName project, SourceAnswer answer, Instant notBefore) {
    if (answer.fetchedAt().isBefore(notBefore)) {
      throw new ServiceException.Outdated(
          project, upstreams.ownerOf(project).index(), answer.fetchedAt(), FRESH_FOR);
    }
    return answer;
  }

  /** The page at hand in memory or on disk, however old; upstream is not asked. */
  CompletableFuture<Optional<SourcePage>> atHand(ProjectName project) {
    Optional<SourceAnswer> known = recent.get(project);
    if (known.isPresent() && known.get() instanceof SourceAnswer.Found found) {
      return CompletableFuture.completedFuture(Optional.of(found.page()));
    }
    return reopened.join(
        project,
        any -> true,
        reading ->
            store
                .find(simple(project), reading)
                .thenCompose(
                    stored ->
                        stored.isEmpty()
                            ? CompletableFuture.completedFuture(Optional.<SourcePage>empty())
                            : reader.read(project, stored.get(), reading).thenApply(Optional::of)));
  }

  /**
   * The page as its owner has it now or had it a moment ago, however fresh the one at hand is;
   * empty if there is no such project. For a file that the page at hand does not list.
   */
  CompletableFuture<Optional<SourcePage>> renewed(ProjectName project, String filename) {
    if (connectivity == Connectivity.OFFLINE) {
      return CompletableFuture.failedFuture(ServiceException.Offline.pageOf(filename, project));
    }
    var own = new CompletableFuture<Void>();
    Optional<CompletableFuture<Void>> underWay = renewals.putIfAbsent(project, own);
    if (underWay.isPresent()) {
      return underWay.get().thenCompose(done -> atHand(project));
    }
    return askedNow(project)
        .whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                own.complete(null);
              } else {
                renewals.remove(project, own);
                own.completeExceptionally(failure);
              }
            })
        .thenApply(
            answer ->
                answer instanceof SourceAnswer.Found found
                    ? Optional.of(found.page())
                    : Optional.empty());
  }

  private CompletableFuture<SourceAnswer> askedNow(ProjectName project) {
    return asked.join(
        project,
        answer -> isFresh(answer.fetchedAt(), clock.instant(), ABSENT_FOR),
        reading ->
            store
                .find(simple(project), reading)
                // An older page than what will come is none: it has been looked at.
                .thenCompose(
                    stored -> ask(project, Instant.MAX, stored.map(StoredPage::of), reading)));
  }

  private CompletableFuture<SourceAnswer> answer(
      ProjectName project, Instant notBefore, Optional<CachedPage> stored, PageReading reading) {
    if (connectivity == Connectivity.OFFLINE) {
      return offline(project, notBefore, stored, reading);
    }
    if (stored.isPresent() && isUsable(stored.get().fetchedAt(), notBefore, FRESH_FOR)) {
      return read(project, stored.get(), reading);
    }
    return ask(project, notBefore, stored.map(StoredPage::of), reading);
  }

  private CompletableFuture<SourceAnswer> ask(
      ProjectName project, Instant notBefore, Optional<StoredPage> kept, PageReading reading) {
    // Upstream may take its time, and others could read meanwhile.
    reading.leave();
    return index
        .page(project, kept.map(StoredPage::validators), reading)
        .thenComposeAsync(answer -> taken(project, answer, kept, reading), workers)
        .exceptionallyComposeAsync(
            failure -> fallback(project, notBefore, kept, failure, reading), workers);
  }

  private CompletableFuture<SourceAnswer> offline(
      ProjectName project, Instant notBefore, Optional<CachedPage> stored, PageReading reading) {
    if (stored.isEmpty()) {
      return CompletableFuture.failedFuture(ServiceException.Offline.page(project));
    }
    if (stored.get().fetchedAt().isBefore(notBefore)) {
      return CompletableFuture.failedFuture(
          stored.get().fetchedAt().equals(CachedPage.TIME_UNKNOWN)
              ? ServiceException.Offline.pageOfUnknownTime(project)
              : ServiceException.Offline.pageTooOld(project, stored.get().fetchedAt()));
    }
    return read(project, stored.get(), reading);
  }

  private CompletableFuture<SourceAnswer> taken(
      ProjectName project, PageAnswer answer, Optional<StoredPage> stored, PageReading reading) {
    if (answer instanceof PageAnswer.NoSuchProject absent) {
      return CompletableFuture.completedFuture(new SourceAnswer.NoSuchProject(absent.checkedAt()));
    }
    if (answer instanceof PageAnswer.NotModified same && stored.isPresent()) {
      return bytesOf(project, stored.get(), reading)
          .thenComposeAsync(page -> confirmed(project, page, same, reading), workers);
    }
    if (answer instanceof PageAnswer.Fetched fetched) {
      CachedPage page = cached(fetched.page());
      // Kept only once it has been understood: a login page is no project page.
      return read(project, page, reading)
          .thenApply(
              found -> {
                store.store(simple(project), page);
                return found;
              });
    }
    throw new IllegalStateException("upstream confirmed a page that it was not asked about");
  }

  private CompletableFuture<SourceAnswer> confirmed(
      ProjectName project,
      Optional<CachedPage> page,
      PageAnswer.NotModified same,
      PageReading reading) {
    if (page.isEmpty()) {
      // It has been deleted or damaged while upstream was asked.
      return index
          .page(project, Optional.empty(), reading)
          .thenComposeAsync(answer -> taken(project, answer, Optional.empty(), reading), workers);
    }
    CachedPage confirmed = page.get().revalidatedAt(same.checkedAt());
    store.store(simple(project), confirmed);
    return read(project, confirmed, reading);
  }

  private CompletableFuture<Optional<CachedPage>> bytesOf(
      ProjectName project, StoredPage stored, PageReading reading) {
    return stored.small().isPresent()
        ? CompletableFuture.completedFuture(stored.small())
        : store.find(simple(project), reading);
  }

  private CompletableFuture<SourceAnswer> fallback(
      ProjectName project,
      Instant notBefore,
      Optional<StoredPage> stored,
      Throwable failure,
      PageReading reading) {
    Throwable cause = Failures.unwrap(failure);
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
                    ? read(project, page.get(), reading)
                    : CompletableFuture.failedFuture(cause),
            workers);
  }

  private CompletableFuture<SourceAnswer> read(
      ProjectName project, CachedPage page, PageReading reading) {
    return reader.read(project, page, reading).thenApply(SourceAnswer.Found::new);
  }

  private boolean counts(SourceAnswer answer, Instant notBefore) {
    if (answer instanceof SourceAnswer.NoSuchProject) {
      return isUsable(answer.fetchedAt(), notBefore, ABSENT_FOR);
    }
    return connectivity == Connectivity.OFFLINE
        ? !answer.fetchedAt().isBefore(notBefore) && !answer.fetchedAt().isAfter(clock.instant())
        : isUsable(answer.fetchedAt(), notBefore, FRESH_FOR);
  }

  private boolean isUsable(Instant fetchedAt, Instant notBefore, Duration freshFor) {
    return !fetchedAt.isBefore(notBefore) && isFresh(fetchedAt, clock.instant(), freshFor);
  }

  /** What is from the future was fetched by a clock that ran ahead, and is not. */
  static boolean isFresh(Instant fetchedAt, Instant now, Duration freshFor) {
    return !fetchedAt.isAfter(now) && fetchedAt.plus(freshFor).isAfter(now);
  }

  private PageKey simple(ProjectName project) {
    return new PageKey(upstreams.ownerOf(project).index().uri(), project, PageKey.Kind.SIMPLE);
  }

  static CachedPage cached(UpstreamPage page) {
    return new CachedPage(
        ByteBuffer.wrap(page.body()),
        page.contentType(),
        page.finalUrl(),
        page.validators().entityTag(),
        page.validators().lastModified(),
        page.fetchedAt());
  }
}
