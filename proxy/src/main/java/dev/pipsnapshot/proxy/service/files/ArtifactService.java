package dev.pipsnapshot.proxy.service.files;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.ByteRange;
import dev.pipsnapshot.proxy.body.Piece;
import dev.pipsnapshot.proxy.cache.ArtifactStore;
import dev.pipsnapshot.proxy.cache.CachedBody;
import dev.pipsnapshot.proxy.cache.VerifiedArtifact;
import dev.pipsnapshot.proxy.cache.WantedArtifact;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import dev.pipsnapshot.proxy.service.ArtifactPaths;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.Reply;
import dev.pipsnapshot.proxy.service.RequestedRange;
import dev.pipsnapshot.proxy.service.ServedFile;
import dev.pipsnapshot.proxy.service.ServiceException;
import dev.pipsnapshot.proxy.service.ServingListener;
import dev.pipsnapshot.proxy.service.pages.ListedFile;
import dev.pipsnapshot.proxy.service.pages.ListedFiles;
import dev.pipsnapshot.proxy.upstream.ArtifactClients;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** Files, through the cache. Never blocks; safe for use by many threads. */
public final class ArtifactService {
  private static final String OCTETS = "application/octet-stream";

  private final ListedFiles listedFiles;
  private final ArtifactStore store;
  private final ArtifactClients clients;
  private final Connectivity connectivity;
  private final ServingListener listener;

  public ArtifactService(
      ListedFiles listedFiles,
      ArtifactStore store,
      ArtifactClients clients,
      Connectivity connectivity,
      ServingListener listener) {
    this.listedFiles = listedFiles;
    this.store = store;
    this.clients = clients;
    this.connectivity = connectivity;
    this.listener = listener;
  }

  public CompletableFuture<Reply> file(
      ArtifactKey key, String filename, Optional<RequestedRange> range) {
    return listedFiles
        .find(key, filename)
        .thenCompose(
            listed ->
                listed.isEmpty()
                    ? CompletableFuture.completedFuture(new Reply.Missing(notListed(filename)))
                    : open(key, listed.get()).thenApply(body -> reply(listed.get(), body, range)));
  }

  /**
   * Brings a listed file into the cache.
   *
   * @param downloading called before it comes from the network, if it does
   * @return whether it is there in the end
   */
  public CompletableFuture<Boolean> keep(ListedFile listed, Runnable downloading) {
    ArtifactKey key = ArtifactPaths.key(listed.file());
    return isStored(key)
        .thenCompose(
            stored -> {
              if (stored || connectivity == Connectivity.OFFLINE) {
                return CompletableFuture.completedFuture(stored);
              }
              downloading.run();
              return store.keep(wanted(key, listed), source(listed));
            });
  }

  /** The digest of a listed file's bytes, for one whose page does not tell it. */
  public CompletableFuture<Sha256> digest(ListedFile listed) {
    return open(ArtifactPaths.key(listed.file()), listed).thenCompose(ArtifactService::digest);
  }

  private static CompletableFuture<Sha256> digest(CachedBody body) {
    BodyFeed feed = body.feed();
    return drained(feed)
        .thenCompose(end -> body.verified())
        .thenApply(VerifiedArtifact::digest)
        .whenComplete((digest, failure) -> feed.close());
  }

  /** A cache that keeps nothing checks a body while it is read. */
  private static CompletableFuture<Optional<Piece>> drained(BodyFeed feed) {
    CompletableFuture<Optional<Piece>> next = feed.next();
    while (next.isDone() && !next.isCompletedExceptionally() && next.join().isPresent()) {
      next = feed.next();
    }
    return next.thenCompose(
        piece -> piece.isPresent() ? drained(feed) : CompletableFuture.completedFuture(piece));
  }

  private CompletableFuture<Boolean> isStored(ArtifactKey key) {
    return store
        .find(key)
        .thenApply(
            body -> {
              body.ifPresent(CachedBody::close);
              return body.isPresent();
            });
  }

  /** The body of a listed file, from the cache or through it. */
  CompletableFuture<CachedBody> open(ArtifactKey key, ListedFile listed) {
    return connectivity == Connectivity.ONLINE
        ? store.open(wanted(key, listed), source(listed))
        : store
            .find(key)
            .thenApply(
                body ->
                    body.orElseThrow(
                        () -> ServiceException.Offline.file(listed.file().filename())));
  }

  private static WantedArtifact wanted(ArtifactKey key, ListedFile listed) {
    ProjectFile file = listed.file();
    return new WantedArtifact(key, file.size(), file.hashes().byAlgorithm());
  }

  private UpstreamSource source(ListedFile listed) {
    return new UpstreamSource(clients.of(listed.project()), listed.file().uri());
  }

  private Reply reply(ListedFile listed, CachedBody body, Optional<RequestedRange> asked) {
    OptionalLong length = body.totalLength();
    // Where the length is not known yet, the whole file is the answer.
    Optional<RequestedRange> known = asked.filter(range -> length.isPresent());
    Optional<ByteRange> part = known.flatMap(range -> range.within(length.getAsLong()));
    if (known.isPresent() && part.isEmpty()) {
      body.close();
      return new Reply.RangeNotSatisfiable(length.getAsLong());
    }
    BodyFeed feed = part.isPresent() ? body.feed(part.get()) : body.feed();
    return new Reply.File(
        new AnnouncedFeed(feed, () -> announce(listed, body)),
        length,
        part,
        OCTETS,
        listed.file().sha256().map(Object::toString));
  }

  private void announce(ListedFile listed, CachedBody body) {
    CachedBody.ServedFrom servedFrom = body.servedFrom();
    var unused =
        body.verified()
            .thenAccept(
                verified ->
                    listener.served(
                        new ServedFile(
                            listed.project(),
                            listed.file().filename(),
                            verified.digest(),
                            URI.create(listed.file().originalUrl()),
                            verified.size(),
                            listed.file().uploadTime(),
                            listed.file().requiresPython(),
                            servedFrom)));
  }

  static Diagnostic notListed(String filename) {
    return Diagnostic.of(
            Category.RESOLUTION, "file-not-listed", "no project page lists this '" + filename + "'")
        .withHint("take the link from the project's page");
  }
}
