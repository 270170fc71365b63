package dev.pipsnapshot.proxy.service.files;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.MetadataKey;
import dev.pipsnapshot.proxy.cache.store.MetadataStore;
import dev.pipsnapshot.proxy.index.CoreMetadata;
import dev.pipsnapshot.proxy.index.Hashes;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.FailureReplies;
import dev.pipsnapshot.proxy.service.Reply;
import dev.pipsnapshot.proxy.service.ServiceException;
import dev.pipsnapshot.proxy.service.Work;
import dev.pipsnapshot.proxy.service.pages.ListedFile;
import dev.pipsnapshot.proxy.service.pages.ListedFiles;
import dev.pipsnapshot.proxy.upstream.ArtifactClients;
import dev.pipsnapshot.proxy.wheel.WheelFormatException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Core metadata of files (PEP 658): upstream's own, byte for byte, where it has what its page
 * promises; else, of wheels, what stands in the wheel.
 */
public final class MetadataService {
  private static final Logger log = LoggerFactory.getLogger(MetadataService.class);

  private final ListedFiles listedFiles;
  private final WheelMetadataSource wheels;
  private final MetadataStore store;
  private final Function<ListedFile, MetadataKey> keys;
  private final ArtifactClients clients;
  private final Connectivity connectivity;
  private final Consumer<ListedFile> misadvertised;
  private final Executor workers;
  private final ConcurrentHashMap<MetadataKey, CompletableFuture<byte[]>> inFlight =
      new ConcurrentHashMap<>();

  public MetadataService(
      ListedFiles listedFiles,
      WheelMetadataSource wheels,
      MetadataStore store,
      Function<ListedFile, MetadataKey> keys,
      ArtifactClients clients,
      Connectivity connectivity,
      Consumer<ListedFile> misadvertised,
      Executor workers) {
    this.listedFiles = listedFiles;
    this.wheels = wheels;
    this.store = store;
    this.keys = keys;
    this.clients = clients;
    this.connectivity = connectivity;
    this.misadvertised = misadvertised;
    this.workers = workers;
  }

  public CompletableFuture<Reply> metadata(ArtifactKey key, String filename) {
    return listedFiles
        .find(key, filename)
        .thenCompose(
            listed ->
                listed.filter(MetadataService::mayHaveMetadata).isEmpty()
                    ? CompletableFuture.completedFuture(
                        new Reply.Missing(ArtifactService.notListed(filename + ".metadata")))
                    : bytes(key, listed.get())
                        .handle(
                            (bytes, failure) ->
                                failure == null
                                    ? document(bytes)
                                    : failed(filename, FailureReplies.unwrap(failure))));
  }

  /** The metadata of a listed wheel; one request upstream serves all who wait for it. */
  public CompletableFuture<byte[]> bytes(ArtifactKey key, ListedFile listed) {
    MetadataKey name = keys.apply(listed);
    var mine = new CompletableFuture<byte[]>();
    CompletableFuture<byte[]> earlier = inFlight.putIfAbsent(name, mine);
    if (earlier != null) {
      return earlier;
    }
    var unused =
        find(name, key, listed)
            .whenComplete(
                (bytes, failure) -> {
                  inFlight.remove(name, mine);
                  if (failure == null) {
                    mine.complete(bytes);
                  } else {
                    mine.completeExceptionally(failure);
                  }
                });
    return mine;
  }

  /** What stands in a wheel of the cache. */
  public CompletableFuture<byte[]> stored(ArtifactKey key, ListedFile listed) {
    return wheels.stored(key, listed);
  }

  private CompletableFuture<byte[]> find(MetadataKey name, ArtifactKey key, ListedFile listed) {
    return Work.on(workers, () -> store.find(name))
        .thenCompose(
            stored ->
                stored.isPresent()
                    ? CompletableFuture.completedFuture(stored.get())
                    : fetch(key, listed)
                        .thenApplyAsync(
                            bytes -> {
                              // What is at a URL may change, and nothing would tell.
                              if (listed.file().sha256().isPresent()
                                  || name.advertised().isPresent()) {
                                store.store(name, bytes);
                              }
                              return bytes;
                            },
                            workers))
        .thenApplyAsync(
            bytes -> {
              // Also what was stored: it may have been withdrawn by nobody who could write it down.
              checkAdvertised(bytes, listed);
              return bytes;
            },
            workers);
  }

  private CompletableFuture<byte[]> fetch(ArtifactKey key, ListedFile listed) {
    ProjectFile file = listed.file();
    if (connectivity == Connectivity.OFFLINE
        || !(file.coreMetadata() instanceof CoreMetadata.Advertised advertised)) {
      return fromWheel(key, listed);
    }
    CompletableFuture<Optional<byte[]>> asked =
        clients.of(listed.project()).metadata(URI.create(file.url() + ".metadata"));
    return (isWheel(listed) ? WheelMetadataSource.orNone(asked) : asked)
        .thenCompose(
            answer ->
                answer.filter(bytes -> matches(bytes, advertised.hashes(), file)).isPresent()
                    ? CompletableFuture.completedFuture(answer.get())
                    : fromWheel(key, listed));
  }

  private CompletableFuture<byte[]> fromWheel(ArtifactKey key, ListedFile listed) {
    return isWheel(listed)
        ? wheels.read(key, listed)
        : CompletableFuture.failedFuture(promiseNotKept(listed));
  }

  private ServiceException promiseNotKept(ListedFile listed) {
    String filename = listed.file().filename();
    if (connectivity == Connectivity.OFFLINE) {
      return ServiceException.Offline.file(filename + ".metadata");
    }
    misadvertised.accept(listed);
    return new ServiceException.NoMetadata(filename);
  }

  private static boolean mayHaveMetadata(ListedFile listed) {
    return isWheel(listed) || listed.file().coreMetadata() instanceof CoreMetadata.Advertised;
  }

  private static boolean isWheel(ListedFile listed) {
    return listed.file().filename().endsWith(".whl");
  }

  /** What stands in the wheel is right, whatever the page says of it. */
  private void checkAdvertised(byte[] metadata, ListedFile listed) {
    if (listed.file().coreMetadata() instanceof CoreMetadata.Advertised advertised
        && !agrees(metadata, advertised.hashes())) {
      misadvertised.accept(listed);
    }
  }

  private static boolean agrees(byte[] metadata, Hashes advertised) {
    Optional<Sha256> expected = advertised.sha256();
    return expected.isEmpty() || expected.get().equals(Sha256.hash(metadata));
  }

  private static boolean matches(byte[] metadata, Hashes advertised, ProjectFile file) {
    if (agrees(metadata, advertised)) {
      return true;
    }
    log.warn("metadata-digest-mismatch file={} using=wheel", file.filename());
    return false;
  }

  private static Reply document(byte[] metadata) {
    return new Reply.Document(
        ByteBuffer.wrap(metadata).asReadOnlyBuffer(),
        "application/octet-stream",
        Optional.empty(),
        Optional.of(Sha256.hash(metadata).hex()));
  }

  private static Reply failed(String filename, Throwable cause) {
    if (cause instanceof WheelFormatException) {
      return new Reply.Failed(
          Reply.Cause.BAD_UPSTREAM,
          Diagnostic.of(
              Category.UPSTREAM,
              "no-core-metadata",
              "no core metadata can be had for '" + filename + "': " + cause.getMessage()));
    }
    return FailureReplies.reply(cause);
  }
}
