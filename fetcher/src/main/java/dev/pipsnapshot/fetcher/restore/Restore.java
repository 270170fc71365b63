package dev.pipsnapshot.fetcher.restore;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.fetcher.drift.Inventory;
import dev.pipsnapshot.fetcher.failure.ContentMismatch;
import dev.pipsnapshot.fetcher.failure.FetchException;
import dev.pipsnapshot.fetcher.failure.OutputUnusable;
import dev.pipsnapshot.fetcher.lock.Lock;
import dev.pipsnapshot.fetcher.lock.LockReader;
import dev.pipsnapshot.fetcher.lock.RequirementsLock;
import dev.pipsnapshot.fetcher.lock.Resolution;
import dev.pipsnapshot.fetcher.output.OutputDirectory;
import dev.pipsnapshot.fetcher.pip.TargetPython;
import dev.pipsnapshot.fetcher.run.FetchListener;
import dev.pipsnapshot.fetcher.run.FetchResult.Timings;
import dev.pipsnapshot.fetcher.run.ReservedOutput;
import dev.pipsnapshot.fetcher.view.FetchedFile;
import dev.pipsnapshot.fetcher.view.ProxiedIndex;
import dev.pipsnapshot.fetcher.view.Traffic;
import dev.pipsnapshot.hasher.nar.NarHash;
import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.hasher.nix.NixHash;
import dev.pipsnapshot.proxy.LocalArtifacts;
import dev.pipsnapshot.proxy.cache.CachedBody.ServedFrom;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes a directory again from its lock, without pip. Closing it from another thread ends it and
 * leaves nothing behind.
 */
public final class Restore implements AutoCloseable {
  private final RestoreRequest request;
  private final Map<String, String> environment;
  private final Clock clock;
  private final FetchListener listener;
  private final ReservedOutput reservation = new ReservedOutput();

  private final AtomicReference<@Nullable ProxiedIndex> index = new AtomicReference<>();

  /** Guarded by this. */
  private @Nullable Thread runner;

  /** A restoration that has not begun. */
  public Restore(
      RestoreRequest request,
      Map<String, String> environment,
      Clock clock,
      FetchListener listener) {
    this.request = request;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Makes the directory appear. May be called once.
   *
   * @throws FetchException if it cannot
   * @throws InterruptedException if this was closed meanwhile
   */
  public RestoreResult run() throws IOException, InterruptedException {
    begin();
    try {
      return restore();
    } catch (IOException | FetchException e) {
      if (reservation.isEnded()) {
        throw (InterruptedException) new InterruptedException("closed").initCause(e);
      }
      if (e instanceof Diagnosed) {
        throw e;
      }
      throw OutputUnusable.failed(request.output().directory(), e);
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    runner = Thread.currentThread();
  }

  private synchronized void end() {
    runner = null;
  }

  private RestoreResult restore() throws IOException, InterruptedException {
    Instant start = clock.instant();
    Lock lock = lock();
    try (OutputDirectory directory =
            reservation.of(
                request.output(), List.of(request.lock()), Inventory.of(lock).digests());
        LocalArtifacts artifacts =
            LocalArtifacts.open(
                request.index().upstreams(),
                request.index().connectivity(),
                request.index().timeouts(),
                request.index().cache(),
                environment,
                clock)) {
      List<FetchedFile> files =
          new LockedFiles(artifacts, listener::served).into(directory.staging(), lock);
      final Instant filesThere = clock.instant();
      listener.hashing();
      directory.normalise();
      NarHash hash = NarHash.of(directory.staging(), HashAlgorithm.SHA256);
      check(lock, hash.hash());
      directory.publish();
      return new RestoreResult(
          directory.destination(),
          hash,
          files,
          lock,
          traffic(files),
          new Timings(
              Duration.between(start, filesThere), Duration.between(start, clock.instant())));
    }
  }

  private Lock lock() throws IOException, InterruptedException {
    Optional<TargetPython> python = request.python().map(TargetPython::ask);
    if (!RequirementsLock.isNamedLikeOne(request.lock())) {
      return LockReader.read(request.lock(), python);
    }
    try (var opened = ProxiedIndex.start(request.index(), environment, clock, served -> {})) {
      index.set(opened);
      if (reservation.isEnded()) {
        throw new InterruptedException("closed");
      }
      return RequirementsLock.read(request.lock(), python, opened);
    } finally {
      index.set(null);
    }
  }

  /** Ends the restoration. Idempotent; returns when nothing of it is left but what it published. */
  @Override
  public void close() {
    reservation.end();
    ProxiedIndex asked = index.get();
    if (asked != null) {
      asked.close();
    }
    synchronized (this) {
      if (runner != null) {
        runner.interrupt();
      }
    }
    reservation.release();
  }

  private void check(Lock lock, NixHash found) {
    Optional<NixHash> expected = request.output().expected();
    if (expected.isPresent() && !expected.get().equals(found)) {
      throw ContentMismatch.ofDirectory(expected.get().sri(), found.sri());
    }
    Optional<NixHash> written = lock.resolution().map(Resolution::hash);
    if (written.isPresent() && !written.get().equals(found)) {
      throw ContentMismatch.ofEditedLock(request.lock(), written.get().sri(), found.sri());
    }
  }

  private static Traffic traffic(List<FetchedFile> files) {
    long downloaded =
        files.stream()
            .filter(file -> file.servedFrom() == ServedFrom.NETWORK)
            .mapToLong(FetchedFile::size)
            .sum();
    return new Traffic(downloaded, files.stream().mapToLong(FetchedFile::size).sum() - downloaded);
  }
}
