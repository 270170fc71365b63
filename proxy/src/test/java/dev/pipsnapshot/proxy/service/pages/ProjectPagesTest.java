package dev.pipsnapshot.proxy.service.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.flight.DiskCache;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import dev.pipsnapshot.proxy.route.ViewSelector;
import dev.pipsnapshot.proxy.service.AdjustableClock;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.FailureReplies;
import dev.pipsnapshot.proxy.service.FakeIndexClient;
import dev.pipsnapshot.proxy.service.LinkTarget;
import dev.pipsnapshot.proxy.service.PageCoding;
import dev.pipsnapshot.proxy.service.Reply;
import dev.pipsnapshot.proxy.service.ServiceException;
import dev.pipsnapshot.proxy.service.ServingListener;
import dev.pipsnapshot.proxy.service.WaitLimit;
import dev.pipsnapshot.proxy.upstream.FetchedPage;
import dev.pipsnapshot.proxy.upstream.LargeBodies;
import dev.pipsnapshot.proxy.upstream.PageAnswer;
import dev.pipsnapshot.proxy.upstream.Upstream;
import dev.pipsnapshot.proxy.upstream.UpstreamFailures;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens between the requests for project pages, on one thread. */
class ProjectPagesTest {
  private static final ProjectName DEMO = ProjectName.parse("demo");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final String DATED = ", \"upload-time\": \"2019-01-01T00:00:00Z\"";
  private static final WaitLimit SHORT = new WaitLimit(Duration.ofMillis(1));

  private final AdjustableClock clock = new AdjustableClock(NOON);
  private final FakeIndexClient index = new FakeIndexClient(clock);
  private final LargePages turns = new LargePages(Duration.ofMinutes(1));
  private final Upstreams upstreams =
      Upstreams.of(Upstream.parse(Upstream.DEFAULT_NAME, "https://index.example/simple/"));
  @TempDir private Path directory;
  private DiskCache cache;

  @BeforeEach
  void store() {
    cache = DiskCache.open(new CacheLayout(directory), Runnable::run, Runnable::run, clock);
    index.entityTag = Optional.of("\"v1\"");
  }

  @AfterEach
  void close() {
    cache.close();
  }

  @Test
  void letsOthersReadWhileUpstreamIsAskedWhetherALargePageHasChanged() {
    CompletableFuture<PageAnswer> upstream = staleLargePage();
    var answer = pages().find(DEMO, LONG_AGO);
    var other = turns.toRead();
    assertThat(other).isDone();

    upstream.complete(new PageAnswer.NotModified(clock.instant()));
    assertThat(answer).as("it is read again in its turn").isNotDone();
    other.join().close();
    assertThat(answer.join()).isInstanceOf(ProjectAnswer.Found.class);
    assertThat(answer.join().fetchedAt()).isEqualTo(clock.instant());
    assertThat(turns.toRead()).isDone();
  }

  @Test
  void goesOnWithALargePageWhenUpstreamFails() {
    CompletableFuture<PageAnswer> upstream = staleLargePage();
    var answer = pages().find(DEMO, LONG_AGO);

    upstream.completeExceptionally(UpstreamFailures.unreachable());
    assertThat(answer.join().fetchedAt()).isEqualTo(NOON);
    assertThat(turns.toRead()).isDone();
  }

  @Test
  void fetchesALargePageThatWentAwayWhileUpstreamWasAsked() throws IOException {
    CompletableFuture<PageAnswer> upstream = staleLargePage();
    var answer = pages().find(DEMO, LONG_AGO);
    forgetPages();

    index.held = Optional.empty();
    upstream.complete(new PageAnswer.NotModified(clock.instant()));
    assertThat(answer.join()).isInstanceOf(ProjectAnswer.Found.class);
    assertThat(index.asked).endsWith("page demo\"v1\"", "page demo");
  }

  @Test
  void letsOthersReadWhileUploadTimesOfALargePageAreAskedFor() {
    index.pages.put("demo", largePage(""));
    pages().find(DEMO, LONG_AGO).join();
    var upstream = new CompletableFuture<Optional<FetchedPage>>();
    index.heldLegacy = Optional.of(upstream);

    var answer = pages().find(DEMO, LONG_AGO);
    var other = turns.toRead();
    assertThat(other).isDone();

    upstream.complete(Optional.empty());
    assertThat(answer).as("it is put together in its turn").isNotDone();
    other.join().close();
    assertThat(answer.join()).isInstanceOf(ProjectAnswer.Found.class);
  }

  @Test
  void givesNobodyAPageFromBeforeTheirCutoffBecauseAnotherWantedIt() {
    index.pages.put("demo", page(DATED, ""));
    pages().find(DEMO, LONG_AGO).join();
    clock.advance(Duration.ofMinutes(5));
    Queue<Runnable> work = new ArrayDeque<>();
    ProjectPages pages = pages(work::add);

    var old = pages.find(DEMO, LONG_AGO);
    var late = pages.find(DEMO, NOON.plus(Duration.ofMinutes(3)));
    while (!work.isEmpty()) {
      work.remove().run();
    }
    assertThat(old.join().fetchedAt()).isEqualTo(NOON);
    assertThat(late.join().fetchedAt()).isEqualTo(clock.instant());
  }

  @Test
  void asksAgainForAPageThatWasFetchedWhileTheClockRanAhead() {
    index.pages.put("demo", page(DATED, ""));
    ProjectPages before = pages();
    clock.advance(Duration.ofDays(365));
    before.find(DEMO, LONG_AGO).join();
    clock.advance(Duration.ofDays(-365));
    Instant cutoff = NOON.minusSeconds(1);

    assertThat(before.find(DEMO, cutoff).join().fetchedAt()).as("in memory").isEqualTo(NOON);
    clock.advance(Duration.ofDays(365));
    pages().find(DEMO, LONG_AGO).join();
    clock.advance(Duration.ofDays(-365));
    assertThat(pages().find(DEMO, cutoff).join().fetchedAt()).as("on disk").isEqualTo(NOON);
    assertThat(index.asked).hasSize(4);
  }

  @Test
  void takesAPageFromTheFutureForNoCutoffWhenUpstreamFailsOrMayNotBeAsked() {
    index.pages.put("demo", page(DATED, ""));
    clock.advance(Duration.ofDays(365));
    pages().find(DEMO, LONG_AGO).join();
    clock.advance(Duration.ofDays(-365));

    assertThatThrownBy(pages(Connectivity.OFFLINE).find(DEMO, LONG_AGO)::join)
        .hasMessageContaining("the clock ran ahead");
    index.failure = Optional.of(UpstreamFailures.unreachable());
    assertThatThrownBy(pages().find(DEMO, LONG_AGO)::join)
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void takesUploadTimesFromTheFutureForNoPage() {
    index.pages.put("demo", page("", ""));
    index.legacy.put("demo", "{\"releases\": {}}");
    clock.advance(Duration.ofDays(365));
    pages().find(DEMO, LONG_AGO).join();
    clock.advance(Duration.ofDays(-365));
    pages().find(DEMO, LONG_AGO).join();

    assertThat(index.asked)
        .containsExactly("page demo", "legacy demo", "page demo\"v1\"", "legacy demo");
  }

  @Test
  void saysInTimeThatAPageWaitsToBeRendered() {
    index.pages.put("demo", largePage(DATED));
    ProjectPages pages = pages();
    pages.find(DEMO, LONG_AGO).join();
    var other = turns.toRender().join();
    var service =
        new PageService(
            new ServedViews(Optional.of(SnapshotView.at(new Cutoff(LONG_AGO)))),
            LinkTarget.PROXY,
            new AwaitedPages(
                pages,
                new MatchedTimes(upstreams, pages, Runnable::run),
                SHORT,
                turns,
                upstreams,
                Runnable::run),
            new ListedFiles(pages, upstreams, SHORT, clock),
            new WithdrawnMetadata(cache.metadata(), upstreams),
            upstreams,
            new ServingListener() {},
            clock);

    assertSaysBusy(
        service.page(new ViewSelector.Configured(), DEMO, PageFormat.JSON_V1, PageCoding.IDENTITY),
        "the page of 'demo'");
    other.close();
  }

  @Test
  void saysInTimeThatTheListOfAFileWaitsToBeRead() {
    index.pages.put("demo", largePage(DATED));
    pages().find(DEMO, LONG_AGO).join();
    var other = turns.toRead().join();

    assertSaysBusy(
        new ListedFiles(pages(), upstreams, SHORT, clock)
            .find(
                new ArtifactKey.ByContent(Sha256.parse("0".repeat(64))),
                "demo-1.0-py3-none-any.whl"),
        "the page that lists 'demo-1.0-py3-none-any.whl'");
    other.close();
  }

  private static void assertSaysBusy(CompletableFuture<?> answer, String what) {
    assertThatThrownBy(answer::join)
        .cause()
        .isInstanceOf(ServiceException.Busy.class)
        .hasMessageContaining(what)
        .satisfies(
            failure ->
                assertThat(((Reply.Failed) FailureReplies.reply(failure)).cause())
                    .isEqualTo(Reply.Cause.OVERLOADED));
  }

  private void forgetPages() throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Stores one and has upstream asked for it again. */
  private CompletableFuture<PageAnswer> staleLargePage() {
    index.pages.put("demo", largePage(DATED));
    pages().find(DEMO, LONG_AGO).join();
    clock.advance(Duration.ofHours(1));
    var upstream = new CompletableFuture<PageAnswer>();
    index.held = Optional.of(upstream);
    return upstream;
  }

  private ProjectPages pages() {
    return pages(Runnable::run);
  }

  private ProjectPages pages(Connectivity connectivity) {
    return pages(connectivity, Runnable::run);
  }

  private ProjectPages pages(Executor workers) {
    return pages(Connectivity.ONLINE, workers);
  }

  private ProjectPages pages(Connectivity connectivity, Executor workers) {
    return new ProjectPages(index, upstreams, cache.pages(), turns, connectivity, workers, clock);
  }

  private static String largePage(String uploadTime) {
    return page(uploadTime, " ".repeat(LargeBodies.LARGE));
  }

  private static String page(String uploadTime, String end) {
    return "{\"meta\": {\"api-version\": \"1.1\"}, \"name\": \"demo\", \"versions\": [\"1.0\"],"
        + " \"files\": [{\"filename\": \"demo-1.0-py3-none-any.whl\", \"url\":"
        + " \"https://files.example/demo-1.0-py3-none-any.whl\", \"hashes\": {}, \"size\": 7"
        + uploadTime
        + "}]"
        + end
        + "}";
  }
}
