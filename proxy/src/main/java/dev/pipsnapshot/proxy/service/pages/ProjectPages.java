package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.cache.KeptPage;
import dev.pipsnapshot.proxy.cache.PageStore;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.ExpiringMap;
import dev.pipsnapshot.proxy.service.ServiceException;
import dev.pipsnapshot.proxy.upstream.IndexClient;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Project pages as upstream has them: from memory, from disk, or asked for. One request upstream
 * serves all who wait for a page. Never blocks; safe for use by many threads.
 */
public final class ProjectPages {
  /** PyPI's own word for its pages ({@code max-age=600}). */
  static final Duration FRESH_FOR = Duration.ofMinutes(10);

  /** A project may be registered any moment, and asking again is cheap. */
  static final Duration ABSENT_FOR = Duration.ofSeconds(30);

  private static final int MAX_RENEWALS = 10_000;

  private final Upstreams upstreams;
  private final KeptPages store;
  private final DatedPageReader reader;
  private final AskedPages index;
  private final Connectivity connectivity;
  private final Clock clock;

  private final RecentPages recent;
  private final SharedReadings<ProjectAnswer> asked;
  private final SharedReadings<Optional<DatedPage>> reopened;
  private final ExpiringMap<ProjectName, CompletableFuture<Void>> renewals;

  public ProjectPages(
      IndexClient index,
      Upstreams upstreams,
      PageStore store,
      LargePages large,
      Connectivity connectivity,
      Executor workers,
      Clock clock) {
    this.upstreams = upstreams;
    this.store = new KeptPages(store, workers, clock);
    this.reader = new DatedPageReader(index, upstreams, this.store, connectivity, workers);
    this.connectivity = connectivity;
    this.index = new AskedPages(index, upstreams, this.store, reader, workers);
    this.clock = clock;
    this.recent = new RecentPages(clock);
    this.asked = new SharedReadings<>(large, recent::put);
    this.reopened =
        new SharedReadings<>(
            large,
            (project, page) ->
                page.map(ProjectAnswer.Found::new).ifPresent(found -> recent.put(project, found)));
    this.renewals = new ExpiringMap<>(ABSENT_FOR, MAX_RENEWALS, clock);
  }

  /**
   * What upstream says of {@code project}, said at {@code notBefore} or later.
   *
   * @param notBefore a past instant: the cutoff of the view that the page is for
   */
  CompletableFuture<ProjectAnswer> find(ProjectName project, Instant notBefore) {
    Optional<ProjectAnswer> known = recent.get(project).filter(answer -> counts(answer, notBefore));
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(known.get());
    }
    return asked
        .join(
            project,
            answer -> !answer.fetchedAt().isBefore(notBefore),
            reading ->
                store
                    .find(index.key(project), reading)
                    .thenCompose(stored -> answer(project, notBefore, stored, reading)))
        .thenApply(answer -> recentEnough(project, answer, notBefore));
  }

  /** Upstream may be a pip-snapshot that has only an old page to give. */
  private ProjectAnswer recentEnough(ProjectName project, ProjectAnswer answer, Instant notBefore) {
    if (answer.fetchedAt().isBefore(notBefore)) {
      throw new ServiceException.Outdated(
          project, upstreams.ownerOf(project).index(), answer.fetchedAt(), FRESH_FOR);
    }
    return answer;
  }

  /** The page at hand in memory or on disk, however old; upstream is not asked. */
  CompletableFuture<Optional<DatedPage>> atHand(ProjectName project) {
    Optional<ProjectAnswer> known = recent.get(project);
    if (known.isPresent() && known.get() instanceof ProjectAnswer.Found found) {
      return CompletableFuture.completedFuture(Optional.of(found.page()));
    }
    return reopened.join(
        project,
        any -> true,
        reading ->
            store
                .find(index.key(project), reading)
                .thenCompose(
                    stored ->
                        stored.isEmpty()
                            ? CompletableFuture.completedFuture(Optional.<DatedPage>empty())
                            : reader.read(project, stored.get(), reading).thenApply(Optional::of)));
  }

  /**
   * The page as its owner has it now or had it a moment ago, however fresh the one at hand is;
   * empty if there is no such project. For a file that the page at hand does not list.
   */
  CompletableFuture<Optional<DatedPage>> renewed(ProjectName project, String filename) {
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
                answer instanceof ProjectAnswer.Found found
                    ? Optional.of(found.page())
                    : Optional.empty());
  }

  private CompletableFuture<ProjectAnswer> askedNow(ProjectName project) {
    return asked.join(
        project,
        answer -> isFresh(answer.fetchedAt(), clock.instant(), ABSENT_FOR),
        reading ->
            store
                .find(index.key(project), reading)
                // An older page than what will come is none: it has been looked at.
                .thenCompose(
                    stored ->
                        index.ask(
                            project, Instant.MAX, stored.map(PageUnderRevalidation::of), reading)));
  }

  private CompletableFuture<ProjectAnswer> answer(
      ProjectName project, Instant notBefore, Optional<KeptPage> stored, PageReading reading) {
    if (connectivity == Connectivity.OFFLINE) {
      return offline(project, notBefore, stored, reading);
    }
    if (stored.isPresent() && isUsable(stored.get().fetchedAt(), notBefore, FRESH_FOR)) {
      return reader.answer(project, stored.get(), reading);
    }
    return index.ask(project, notBefore, stored.map(PageUnderRevalidation::of), reading);
  }

  private CompletableFuture<ProjectAnswer> offline(
      ProjectName project, Instant notBefore, Optional<KeptPage> stored, PageReading reading) {
    if (stored.isEmpty()) {
      return CompletableFuture.failedFuture(ServiceException.Offline.page(project));
    }
    if (stored.get().fetchedAt().isBefore(notBefore)) {
      return CompletableFuture.failedFuture(
          stored.get().fetchedAt().equals(KeptPage.TIME_UNKNOWN)
              ? ServiceException.Offline.pageOfUnknownTime(project)
              : ServiceException.Offline.pageTooOld(project, stored.get().fetchedAt()));
    }
    return reader.answer(project, stored.get(), reading);
  }

  private boolean counts(ProjectAnswer answer, Instant notBefore) {
    if (answer instanceof ProjectAnswer.NoSuchProject) {
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
}
