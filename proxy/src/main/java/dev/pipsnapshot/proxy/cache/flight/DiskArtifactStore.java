package dev.pipsnapshot.proxy.cache.flight;

import dev.pipsnapshot.proxy.cache.ArtifactSource;
import dev.pipsnapshot.proxy.cache.ArtifactStore;
import dev.pipsnapshot.proxy.cache.CachedBody;
import dev.pipsnapshot.proxy.cache.WantedArtifact;
import dev.pipsnapshot.proxy.cache.flight.Flight.State;
import dev.pipsnapshot.proxy.cache.store.Attempt;
import dev.pipsnapshot.proxy.cache.store.LastUse;
import dev.pipsnapshot.proxy.cache.store.OpenArtifacts;
import dev.pipsnapshot.proxy.cache.store.StoredArtifacts;
import dev.pipsnapshot.proxy.cache.store.StoredBody;
import dev.pipsnapshot.proxy.cache.store.StoredFile;
import dev.pipsnapshot.proxy.cache.store.VerificationLedger;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Artifacts in a cache directory; or, where that cannot be written, those that are in it. */
final class DiskArtifactStore implements ArtifactStore {
  private static final Logger log = LoggerFactory.getLogger(DiskArtifactStore.class);

  private final CacheParts parts;
  private final Optional<SharedDirectory> shared;
  private final StoredArtifacts stored;
  private final OpenArtifacts opened = OpenArtifacts.standard();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();

  DiskArtifactStore(CacheParts parts, Optional<SharedDirectory> shared) {
    this.parts = parts;
    this.shared = shared;
    this.stored =
        new StoredArtifacts(
            parts.layout(),
            parts.files(),
            new VerificationLedger(parts.layout(), parts.files(), parts.clock()),
            new LastUse(parts.clock()),
            shared.map(SharedDirectory::verifying).orElseGet(ConcurrentHashMap::new));
  }

  @Override
  public CompletableFuture<CachedBody> open(WantedArtifact artifact, ArtifactSource source) {
    Optional<CachedBody> atOnce = atOnce(artifact.key());
    if (atOnce.isPresent()) {
      return CompletableFuture.completedFuture(atOnce.get());
    }
    var result = new CompletableFuture<CachedBody>();
    run(parts.disk(), result, () -> open(artifact, source, result));
    return result;
  }

  @Override
  public CompletableFuture<Boolean> keep(WantedArtifact artifact, ArtifactSource source) {
    var result = new CompletableFuture<Boolean>();
    run(
        parts.disk(),
        result,
        () -> {
          if (shared.isEmpty()) {
            result.complete(false);
          } else {
            awaitLanding(flight(shared.get(), artifact, source), result);
          }
        });
    return result;
  }

  private static void awaitLanding(Flight flight, CompletableFuture<Boolean> result) {
    Flight.View view = flight.view();
    if (view.state() instanceof State.Failed failed) {
      result.completeExceptionally(failed.cause());
    } else if (view.state() instanceof State.Landed) {
      result.complete(true);
    } else if (view.state() instanceof State.Diverted) {
      result.complete(false);
    } else {
      flight.afterChange(view, () -> awaitLanding(flight, result));
    }
  }

  @Override
  public CompletableFuture<Optional<CachedBody>> find(ArtifactKey key) {
    Optional<CachedBody> atOnce = atOnce(key);
    if (atOnce.isPresent()) {
      return CompletableFuture.completedFuture(atOnce);
    }
    var result = new CompletableFuture<Optional<CachedBody>>();
    run(
        parts.disk(),
        result,
        () -> result.complete(openForAMoment(key).map(DiskArtifactStore::fromCache)));
    return result;
  }

  @Override
  public void close() {
    opened.close();
    if (closed.compareAndSet(false, true) && shared.isPresent()) {
      try {
        shared.get().release();
      } catch (IOException e) {
        log.debug("event=directory-close-failed cause=\"{}\"", e.toString());
      }
    }
  }

  private void open(
      WantedArtifact artifact, ArtifactSource source, CompletableFuture<CachedBody> result) {
    Optional<StoredFile> file;
    try {
      file = openForAMoment(artifact.key());
    } catch (IOException e) {
      warnUnusable(e);
      connect(artifact, source, result);
      return;
    }
    if (file.isPresent()) {
      result.complete(fromCache(file.get()));
    } else if (shared.isEmpty()) {
      connect(artifact, source, result);
    } else {
      rideWithBytes(flight(shared.get(), artifact, source), artifact, source, result);
    }
  }

  /** The body, where no work on files is needed for it. */
  private Optional<CachedBody> atOnce(ArtifactKey key) {
    return opened.share(key).map(DiskArtifactStore::fromCache);
  }

  private Optional<StoredFile> openForAMoment(ArtifactKey key) throws IOException {
    Optional<StoredFile> file = stored.open(key);
    file.ifPresent(open -> opened.keep(key, open));
    return file;
  }

  private static CachedBody fromCache(StoredFile file) {
    return new StoredBody(file, CachedBody.ServedFrom.CACHE);
  }

  private Flight flight(SharedDirectory directory, WantedArtifact artifact, ArtifactSource source) {
    var mine = new Flight(artifact.size());
    Flight other = directory.flights().putIfAbsent(artifact.key(), mine);
    if (other == null) {
      new FlightRun(directory, parts, stored, artifact, source, mine, this::warnUnusable).start();
    }
    return other == null ? mine : other;
  }

  /** Gives the client its body, in whichever state the flight is now. */
  private void ride(
      Flight flight,
      WantedArtifact artifact,
      ArtifactSource source,
      CompletableFuture<CachedBody> result)
      throws IOException {
    Flight.View view = flight.view();
    if (view.state() instanceof State.Failed failed) {
      result.completeExceptionally(failed.cause());
    } else if (view.state() instanceof State.Diverted) {
      connect(artifact, source, result);
    } else if (view.state() instanceof State.Landed) {
      Optional<StoredFile> file = stored.open(artifact.key());
      if (file.isPresent()) {
        result.complete(new StoredBody(file.get(), CachedBody.ServedFrom.NETWORK));
      } else {
        // Pruned already.
        connect(artifact, source, result);
      }
    } else if (view.state() instanceof State.Arriving arriving) {
      Attempt attempt = arriving.attempt();
      FileChannel channel;
      try {
        channel =
            FileChannel.open(
                attempt.partial(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
      } catch (NoSuchFileException e) {
        // It has landed or is given up; if that is not known here yet, it will be.
        flight.afterChange(view, () -> rideWithBytes(flight, artifact, source, result));
        return;
      }
      result.complete(new FlightBody(flight, attempt, channel, artifact, source, parts));
    }
  }

  private void rideWithBytes(
      Flight flight,
      WantedArtifact artifact,
      ArtifactSource source,
      CompletableFuture<CachedBody> result) {
    flight.whenThereAreBytes(
        () -> run(parts.disk(), result, () -> ride(flight, artifact, source, result)));
  }

  private void connect(
      WantedArtifact artifact, ArtifactSource source, CompletableFuture<CachedBody> result) {
    run(
        parts.downloads(),
        result,
        () -> result.complete(DirectBody.connect(artifact, source, parts)));
  }

  private void warnUnusable(IOException cause) {
    if (warned.compareAndSet(false, true)) {
      log.warn(
          "event=cache-unusable directory={} effect=\"files are passed on and not kept\" cause=\"{}\"",
          parts.layout().root(),
          cause.toString());
    }
  }

  private static void run(Executor executor, CompletableFuture<?> result, Step step) {
    try {
      executor.execute(
          () -> {
            try {
              step.run();
            } catch (IOException | RuntimeException e) {
              result.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(e);
    }
  }

  private interface Step {
    void run() throws IOException;
  }
}
