package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.cache.CachedPage;
import dev.pipsnapshot.proxy.cache.PageKey;
import dev.pipsnapshot.proxy.cache.PageStore;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.upstream.IndexClient;
import dev.pipsnapshot.proxy.upstream.LargeBodies;
import dev.pipsnapshot.proxy.upstream.PageAnswer;
import dev.pipsnapshot.proxy.upstream.UpstreamException;
import dev.pipsnapshot.proxy.upstream.UpstreamPage;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import dev.pipsnapshot.proxy.upstream.Validators;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
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
  private static final Duration ABSENT_FOR = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(ProjectPages.class);

  private final IndexClient index;
  private final Upstreams upstreams;
  private final StoredPages store;
  private final LargePages large;
  private final SourcePageReader reader;
  private final Connectivity connectivity;
  private final Executor workers;
  private final Clock clock;

  private final RecentPages recent = new RecentPages();
  private final ConcurrentHashMap<ProjectName, CompletableFuture<SourceAnswer>> inFlight =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<ProjectName, CompletableFuture<Optional<SourcePage>>> reopened =
      new ConcurrentHashMap<>();

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
    this.store = new StoredPages(store, workers);
    this.large = large;
    this.reader = new SourcePageReader(index, upstreams, this.store, connectivity, workers);
    this.connectivity = connectivity;
    this.workers = workers;
    this.clock = clock;
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
    var flight = new CompletableFuture<SourceAnswer>();
    var reading = new PageReading(large);
    var earlier = inFlight.putIfAbsent(project, flight);
    if (earlier != null) {
      return earlier;
    }
    var unused =
        store
            .find(simple(project), reading)
            .thenCompose(stored -> answer(project, notBefore, stored, reading))
            .whenComplete(
                (answer, failure) -> {
                  if (failure == null) {
                    recent.put(project, answer);
                  }
                  inFlight.remove(project, flight);
                  complete(flight, answer, failure);
                  // Not before those who render the page have had themselves put down for it.
                  reading.close();
                });
    return flight;
  }

  /** The page at hand in memory or on disk, however old; upstream is not asked. */
  CompletableFuture<Optional<SourcePage>> atHand(ProjectName project) {
    Optional<SourceAnswer> known = recent.get(project);
    if (known.isPresent() && known.get() instanceof SourceAnswer.Found found) {
      return CompletableFuture.completedFuture(Optional.of(found.page()));
    }
    var flight = new CompletableFuture<Optional<SourcePage>>();
    var reading = new PageReading(large);
    var earlier = reopened.putIfAbsent(project, flight);
    if (earlier != null) {
      return earlier;
    }
    var unused =
        store
            .find(simple(project), reading)
            .thenCompose(
                stored ->
                    stored.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.<SourcePage>empty())
                        : reader.read(project, stored.get(), reading).thenApply(Optional::of))
            .whenComplete(
                (page, failure) -> {
                  if (failure == null) {
                    page.ifPresent(found -> recent.put(project, new SourceAnswer.Found(found)));
                  }
                  reopened.remove(project, flight);
                  complete(flight, page, failure);
                  reading.close();
                });
    return flight;
  }

  private static <T> void complete(
      CompletableFuture<T> flight, T value, @Nullable Throwable failure) {
    if (failure == null) {
      flight.complete(value);
    } else {
      flight.completeExceptionally(failure);
    }
  }

  private CompletableFuture<SourceAnswer> answer(
      ProjectName project, Instant notBefore, Optional<CachedPage> stored, PageReading reading) {
    if (connectivity == Connectivity.OFFLINE) {
      return offline(project, notBefore, stored, reading);
    }
    if (stored.isPresent() && isFresh(stored.get().fetchedAt(), notBefore, FRESH_FOR)) {
      return read(project, stored.get(), reading);
    }
    return index
        .page(project, stored.map(ProjectPages::validators), reading)
        .thenComposeAsync(answer -> taken(project, answer, stored, reading), workers)
        .exceptionallyComposeAsync(
            failure -> fallback(project, notBefore, stored, failure, reading), workers);
  }

  private CompletableFuture<SourceAnswer> offline(
      ProjectName project, Instant notBefore, Optional<CachedPage> stored, PageReading reading) {
    if (stored.isEmpty()) {
      return CompletableFuture.failedFuture(ServiceException.Offline.page(project));
    }
    if (stored.get().fetchedAt().isBefore(notBefore)) {
      return CompletableFuture.failedFuture(
          ServiceException.Offline.pageTooOld(project, stored.get().fetchedAt()));
    }
    return read(project, stored.get(), reading);
  }

  private CompletableFuture<SourceAnswer> taken(
      ProjectName project, PageAnswer answer, Optional<CachedPage> stored, PageReading reading) {
    if (answer instanceof PageAnswer.NoSuchProject absent) {
      return CompletableFuture.completedFuture(new SourceAnswer.NoSuchProject(absent.checkedAt()));
    }
    if (answer instanceof PageAnswer.NotModified same && stored.isPresent()) {
      CachedPage confirmed = stored.get().revalidatedAt(same.checkedAt());
      store.store(simple(project), confirmed);
      return read(project, confirmed, reading);
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

  private CompletableFuture<SourceAnswer> fallback(
      ProjectName project,
      Instant notBefore,
      Optional<CachedPage> stored,
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
    CachedPage old = stored.get();
    return old.body().remaining() > LargeBodies.LARGE
        // An attempt that failed half-way gave the turn back.
        ? reading.turn().thenComposeAsync(turn -> read(project, old, reading), workers)
        : read(project, old, reading);
  }

  private CompletableFuture<SourceAnswer> read(
      ProjectName project, CachedPage page, PageReading reading) {
    return reader.read(project, page, reading).thenApply(SourceAnswer.Found::new);
  }

  private boolean counts(SourceAnswer answer, Instant notBefore) {
    if (answer instanceof SourceAnswer.NoSuchProject) {
      return isFresh(answer.fetchedAt(), notBefore, ABSENT_FOR);
    }
    return connectivity == Connectivity.OFFLINE
        ? !answer.fetchedAt().isBefore(notBefore)
        : isFresh(answer.fetchedAt(), notBefore, FRESH_FOR);
  }

  private boolean isFresh(Instant fetchedAt, Instant notBefore, Duration freshFor) {
    return !fetchedAt.isBefore(notBefore) && fetchedAt.plus(freshFor).isAfter(clock.instant());
  }

  private PageKey simple(ProjectName project) {
    return new PageKey(upstreams.ownerOf(project).index().uri(), project, PageKey.Kind.SIMPLE);
  }

  private static Validators validators(CachedPage page) {
    return new Validators(page.entityTag(), page.lastModified());
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
