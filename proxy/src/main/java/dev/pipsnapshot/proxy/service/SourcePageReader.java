package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.cache.CachedPage;
import dev.pipsnapshot.proxy.cache.PageKey;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.codec.LegacyJsonDecoder;
import dev.pipsnapshot.proxy.index.codec.PageDecoder;
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
 * itself does not give them all. The legacy JSON must not be older than the page.
 */
final class SourcePageReader {
  private final IndexClient index;
  private final Upstreams upstreams;
  private final StoredPages store;
  private final Connectivity connectivity;
  private final Executor workers;
  private final PageDecoder pages = new PageDecoder();
  private final LegacyJsonDecoder legacyPages = new LegacyJsonDecoder();

  SourcePageReader(
      IndexClient index,
      Upstreams upstreams,
      StoredPages store,
      Connectivity connectivity,
      Executor workers) {
    this.index = index;
    this.upstreams = upstreams;
    this.store = store;
    this.connectivity = connectivity;
    this.workers = workers;
  }

  /** Decodes at once, on the calling thread; the future is for upload times from elsewhere. */
  CompletableFuture<SourcePage> read(ProjectName project, CachedPage page, PageReading reading) {
    byte[] body = bytes(page.body());
    ProjectDetail detail =
        pages.decode(
            project,
            body,
            Optional.of(page.contentType()).filter(type -> !type.isEmpty()),
            page.url());
    if (!detail.lacksUploadTimes()) {
      return CompletableFuture.completedFuture(
          new SourcePage(detail, PageVersion.of(body), page.fetchedAt()));
    }
    boolean large = body.length > LargeBodies.LARGE;
    return legacy(project, page, reading)
        .thenCompose(
            legacy ->
                large
                    ? reading.turn().thenApply(turn -> legacy)
                    : CompletableFuture.completedFuture(legacy))
        .thenApplyAsync(
            legacy -> {
              if (legacy.isEmpty()) {
                return new SourcePage(detail, PageVersion.of(body), page.fetchedAt());
              }
              byte[] times = bytes(legacy.get().body());
              return new SourcePage(
                  detail.withUploadTimes(legacyPages.decode(times, legacy.get().url())),
                  PageVersion.of(body, times),
                  page.fetchedAt());
            },
            workers);
  }

  private CompletableFuture<Optional<CachedPage>> legacy(
      ProjectName project, CachedPage page, PageReading reading) {
    var key = new PageKey(upstreams.ownerOf(project).index().uri(), project, PageKey.Kind.LEGACY);
    return store
        .find(key, reading)
        .thenApply(
            stored -> stored.filter(legacy -> !legacy.fetchedAt().isBefore(page.fetchedAt())))
        .thenCompose(
            stored ->
                stored.isPresent() || connectivity == Connectivity.OFFLINE
                    ? CompletableFuture.completedFuture(stored)
                    : fetchedLegacy(key, reading));
  }

  private CompletableFuture<Optional<CachedPage>> fetchedLegacy(PageKey key, PageReading reading) {
    // Upstream may take its time, and others could read meanwhile.
    reading.leave();
    return index
        .legacyJson(key.project(), reading)
        .thenApplyAsync(
            answer -> {
              Optional<CachedPage> legacy =
                  answer.map(ProjectPages::cached).filter(SourcePageReader::mayBeJson);
              legacy.ifPresent(found -> store.store(key, found));
              return legacy;
            },
            workers);
  }

  /** Many hosts answer what they do not know with a page for people. */
  private static boolean mayBeJson(CachedPage answer) {
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
