package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.cache.KeptPage;
import dev.pipsnapshot.proxy.cache.PageKey;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.codec.LegacyJsonDecoder;
import dev.pipsnapshot.proxy.index.codec.PageDecoder;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.upstream.IndexClient;
import dev.pipsnapshot.proxy.upstream.LargeBodies;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Makes a page of upstream's bytes, and looks upload times up in the legacy JSON where the page
 * itself does not give them all. The legacy JSON must not be older than the page; one that cannot
 * be read gives no times, and is not kept.
 */
final class DatedPageReader {
  private final IndexClient index;
  private final Upstreams upstreams;
  private final KeptPages store;
  private final Connectivity connectivity;
  private final Executor workers;
  private final PageDecoder pages = new PageDecoder();
  private final LegacyJsonDecoder legacyPages = new LegacyJsonDecoder();
  private final MalformedFilesLog malformed = new MalformedFilesLog();

  /** A legacy answer, and whether it is kept already. */
  private record Legacy(KeptPage page, boolean isStored) {}

  DatedPageReader(
      IndexClient index,
      Upstreams upstreams,
      KeptPages store,
      Connectivity connectivity,
      Executor workers) {
    this.index = index;
    this.upstreams = upstreams;
    this.store = store;
    this.connectivity = connectivity;
    this.workers = workers;
  }

  /** Decodes at once, on the calling thread; the future is for upload times from elsewhere. */
  CompletableFuture<DatedPage> read(ProjectName project, KeptPage page, PageReading reading) {
    byte[] body = bytes(page.body());
    ProjectDetail detail =
        pages.decode(
            project,
            body,
            Optional.of(page.contentType()).filter(type -> !type.isEmpty()),
            page.url());
    malformed.tell(project, detail);
    if (!detail.lacksUploadTimes()) {
      return CompletableFuture.completedFuture(
          new DatedPage(detail, PageVersion.of(body), page.fetchedAt()));
    }
    boolean large = body.length > LargeBodies.LARGE;
    return legacy(project, page, reading)
        .thenCompose(
            legacy ->
                large
                    ? reading.turn().thenApply(turn -> legacy)
                    : CompletableFuture.completedFuture(legacy))
        .thenApplyAsync(
            legacy ->
                legacy
                    .flatMap(found -> timed(project, page, body, detail, found))
                    .orElseGet(() -> new DatedPage(detail, PageVersion.of(body), page.fetchedAt())),
            workers);
  }

  /** The same, as an answer. */
  CompletableFuture<ProjectAnswer> answer(ProjectName project, KeptPage page, PageReading reading) {
    return read(project, page, reading).thenApply(ProjectAnswer.Found::new);
  }

  private Optional<DatedPage> timed(
      ProjectName project, KeptPage page, byte[] body, ProjectDetail detail, Legacy legacy) {
    byte[] answer = bytes(legacy.page().body());
    return legacyPages
        .decode(answer, legacy.page().url())
        .map(
            times -> {
              if (!legacy.isStored()) {
                store.store(key(project), legacy.page());
              }
              return new DatedPage(
                  detail.withUploadTimes(times), PageVersion.of(body, answer), page.fetchedAt());
            });
  }

  private CompletableFuture<Optional<Legacy>> legacy(
      ProjectName project, KeptPage page, PageReading reading) {
    return store
        .find(key(project), reading)
        .thenApply(
            stored ->
                stored
                    .filter(legacy -> !legacy.fetchedAt().isBefore(page.fetchedAt()))
                    .map(legacy -> new Legacy(legacy, true)))
        .thenCompose(
            stored ->
                stored.isPresent() || connectivity == Connectivity.OFFLINE
                    ? CompletableFuture.completedFuture(stored)
                    : fetchedLegacy(project, reading));
  }

  private CompletableFuture<Optional<Legacy>> fetchedLegacy(
      ProjectName project, PageReading reading) {
    // Upstream may take its time, and others could read meanwhile.
    reading.leave();
    return index
        .legacyJson(project, reading)
        .thenApply(
            answer ->
                answer
                    .map(AskedPages::cached)
                    .filter(DatedPageReader::mayBeJson)
                    .map(legacy -> new Legacy(legacy, false)));
  }

  private PageKey key(ProjectName project) {
    return new PageKey(upstreams.ownerOf(project).index().uri(), project, PageKey.Kind.LEGACY);
  }

  /** Many hosts answer what they do not know with a page for people. */
  private static boolean mayBeJson(KeptPage answer) {
    return !answer.contentType().toLowerCase(Locale.ROOT).startsWith("text/html");
  }

  private static byte[] bytes(ByteBuffer body) {
    if (body.hasArray() && body.arrayOffset() == 0 && body.array().length == body.remaining()) {
      return body.array();
    }
    byte[] bytes = new byte[body.remaining()];
    body.duplicate().get(bytes);
    return bytes;
  }
}
