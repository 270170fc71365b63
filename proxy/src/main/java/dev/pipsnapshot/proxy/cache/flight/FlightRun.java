package dev.pipsnapshot.proxy.cache.flight;

import dev.pipsnapshot.proxy.cache.ArtifactSource;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.VerifiedArtifact;
import dev.pipsnapshot.proxy.cache.WantedArtifact;
import dev.pipsnapshot.proxy.cache.store.Attempt;
import dev.pipsnapshot.proxy.cache.store.FileState;
import dev.pipsnapshot.proxy.cache.store.PartialFile;
import dev.pipsnapshot.proxy.cache.store.StoredArtifacts;
import dev.pipsnapshot.proxy.cache.store.StoredFile;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets a flight on its way and sees it to its end: by downloading if this process gets the
 * artifact's lock, else by following the file that another process writes, until that lands it or
 * dies and this process takes over. Following occupies no thread.
 */
final class FlightRun {
  private static final Logger log = LoggerFactory.getLogger(FlightRun.class);
  private static final long POLL_MILLIS = 25;

  private final SharedDirectory shared;
  private final CacheParts parts;
  private final StoredArtifacts stored;
  private final WantedArtifact wanted;
  private final ArtifactSource source;
  private final Flight flight;
  private final Consumer<IOException> onDiverted;

  /**
   * A flight about to leave; takes its own share of {@code shared}.
   *
   * @param onDiverted told why, when the cache turns out not to keep files
   */
  FlightRun(
      SharedDirectory shared,
      CacheParts parts,
      StoredArtifacts stored,
      WantedArtifact wanted,
      ArtifactSource source,
      Flight flight,
      Consumer<IOException> onDiverted) {
    this.shared = shared.retain();
    this.parts = parts;
    this.stored = stored;
    this.wanted = wanted;
    this.source = source;
    this.flight = flight;
    this.onDiverted = onDiverted;
  }

  /** Leads or follows. Does not wait for the end. */
  void start() {
    try {
      Optional<FileLock> lock = shared.locks().tryLock(CacheLayout.digest(wanted.key()));
      if (lock.isPresent()) {
        lead(lock.get());
      } else {
        follow();
      }
    } catch (IOException e) {
      end(() -> divert(e));
    } catch (RuntimeException | Error e) {
      end(() -> flight.failed(e));
    }
  }

  private void lead(FileLock lock) {
    try {
      parts.downloads().execute(() -> download(lock));
    } catch (RejectedExecutionException e) {
      release(lock);
      throw e;
    }
  }

  private void download(FileLock lock) {
    Runnable ending;
    var download =
        new Download(
            parts.layout(), stored, parts.partials(), wanted, source, parts.pause(), flight);
    try (StoredFile file = download.run()) {
      var artifact = new VerifiedArtifact(file.digest(), file.size(), Optional.of(file.path()));
      ending = () -> flight.landed(artifact, file.state().inode());
    } catch (IOException e) {
      ending = () -> divert(e);
    } catch (RuntimeException | Error e) {
      ending = () -> flight.failed(e);
    }
    release(lock);
    end(ending);
  }

  private void follow() throws IOException {
    ArtifactKey key = wanted.key();
    Optional<Path> partial = PartialFile.newest(parts.layout(), key);
    if (partial.isPresent()) {
      try {
        FileState state = FileState.of(partial.get());
        flight.follow(new Attempt(partial.get(), state.inode()), state.size());
      } catch (NoSuchFileException e) {
        log.debug("event=followed-attempt-ended artifact={}", key);
      }
    }
    CompletableFuture.delayedExecutor(POLL_MILLIS, TimeUnit.MILLISECONDS, this::startOnTheDisk)
        .execute(this::start);
  }

  private void startOnTheDisk(Runnable start) {
    try {
      parts.disk().execute(start);
    } catch (RejectedExecutionException e) {
      end(() -> flight.failed(e));
    }
  }

  private void divert(IOException cause) {
    onDiverted.accept(cause);
    flight.diverted();
  }

  /** Takes the flight off the board first, so that whoever asks from now on gets a new one. */
  private void end(Runnable ending) {
    shared.flights().remove(wanted.key(), flight);
    try {
      shared.release();
    } catch (IOException e) {
      log.debug("event=directory-close-failed cause=\"{}\"", e.toString());
    }
    ending.run();
  }

  private static void release(FileLock lock) {
    try {
      lock.release();
    } catch (IOException e) {
      log.warn("event=lock-release-failed cause=\"{}\"", e.toString());
    }
  }
}
