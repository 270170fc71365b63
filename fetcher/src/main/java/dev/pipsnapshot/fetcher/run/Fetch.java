package dev.pipsnapshot.fetcher.run;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.fetcher.dependencies.LeftOut;
import dev.pipsnapshot.fetcher.drift.Inventory;
import dev.pipsnapshot.fetcher.failure.ContentMismatch;
import dev.pipsnapshot.fetcher.failure.FetchException;
import dev.pipsnapshot.fetcher.failure.IndexFailed;
import dev.pipsnapshot.fetcher.failure.InterpreterUnusable;
import dev.pipsnapshot.fetcher.failure.OutputUnusable;
import dev.pipsnapshot.fetcher.failure.RequirementsUnreadable;
import dev.pipsnapshot.fetcher.lock.LockTarget;
import dev.pipsnapshot.fetcher.memo.Memo;
import dev.pipsnapshot.fetcher.memo.MemoKey;
import dev.pipsnapshot.fetcher.memo.MemoStore;
import dev.pipsnapshot.fetcher.memo.RememberedFiles;
import dev.pipsnapshot.fetcher.output.FileDraft;
import dev.pipsnapshot.fetcher.output.OutputDirectory;
import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.InterpreterProbe;
import dev.pipsnapshot.fetcher.pip.Pip;
import dev.pipsnapshot.fetcher.pip.PipEnvironment;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.fetcher.pip.TargetMarkers;
import dev.pipsnapshot.fetcher.requirements.RequirementScanner;
import dev.pipsnapshot.fetcher.requirements.RequirementSet;
import dev.pipsnapshot.fetcher.run.FetchRequest.Wish;
import dev.pipsnapshot.fetcher.run.FetchResult.Source;
import dev.pipsnapshot.fetcher.run.FetchResult.Timings;
import dev.pipsnapshot.fetcher.view.StagedFiles;
import dev.pipsnapshot.fetcher.view.VersionDigests;
import dev.pipsnapshot.hasher.nar.NarHash;
import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.hasher.nix.NixHash;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.service.Connectivity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One fetch, from the requirements to the directory. Closing it from another thread ends it, with
 * pip and all that pip started, and leaves nothing behind.
 */
public final class Fetch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Fetch.class);

  private final FetchRequest request;
  private final Map<String, String> environment;
  private final Clock clock;
  private final FetchListener listener;
  private final AtomicReference<@Nullable PipSession> session = new AtomicReference<>();
  private final ReservedOutput reservation = new ReservedOutput();
  private final AtomicReference<@Nullable Inventory> inventory = new AtomicReference<>();

  /**
   * A fetch that has not begun.
   *
   * @param environment the user's, of which pip sees next to nothing
   */
  public Fetch(
      FetchRequest request, Map<String, String> environment, Clock clock, FetchListener listener) {
    this.request = request;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Makes the directory appear. May be called once.
   *
   * @throws dev.pipsnapshot.fetcher.failure.FetchException if it cannot
   * @throws InterruptedException if the fetch was closed meanwhile
   */
  public FetchResult run() throws IOException, InterruptedException {
    try {
      return fetch();
    } catch (IOException | UncheckedIOException | FetchException e) {
      if (reservation.isEnded()) {
        // Whatever broke, broke because everything was taken away from under it.
        throw (InterruptedException) new InterruptedException("closed").initCause(e);
      }
      if (e instanceof Diagnosed) {
        throw e;
      }
      throw OutputUnusable.failed(request.output().directory(), e);
    }
  }

  private FetchResult fetch() throws IOException, InterruptedException {
    Instant start = clock.instant();
    request.output().lock().map(LockTarget::file).ifPresent(FileDraft::require);
    var scanner =
        new RequirementScanner(
            request.directHosts(), request.index().upstreams().defaultIndex().index());
    RequirementSet requirements;
    Interpreter interpreter;
    try (var probe = InterpreterProbe.start(request.python().executable())) {
      // While Python starts.
      requirements = scanner.scan(request.requirements());
      interpreter = probe.answer();
    }
    PipVersion pip = pipVersion(interpreter);
    var pipEnvironment = new PipEnvironment(environment, request.index().timeouts().patience());
    MemoKey key = MemoInputs.key(request, requirements, interpreter, pip, pipEnvironment);
    var memos = new MemoStore(request.index().cache(), clock);
    Optional<Memo> memo = memos.find(key);
    try (OutputDirectory directory =
        reservation.of(
            request.output(),
            request.requirements().allFiles(),
            EarlierFiles.at(request.output(), memo))) {
      Optional<StagedFiles> remembered = ofMemo(memo.filter(this::suffices), directory);
      boolean isRemembered = remembered.isPresent();
      StagedFiles staged;
      if (isRemembered) {
        staged = remembered.get();
      } else {
        listener.resolving(interpreter, pip);
        staged = ofPip(requirements, interpreter, pipEnvironment, directory);
        if (!scanner.scan(request.requirements()).texts().equals(requirements.texts())) {
          throw RequirementsUnreadable.changed();
        }
      }
      warn(requirements, interpreter, staged, directory);
      final Instant filesThere = clock.instant();
      listener.hashing();
      directory.normalise();
      NarHash hash = NarHash.of(directory.staging(), HashAlgorithm.SHA256);
      var result =
          new FetchResult(
              directory.destination(),
              hash,
              staged.files(),
              request.index().view().orElse(SnapshotView.LIVE),
              interpreter,
              pip,
              isRemembered ? Source.MEMO : Source.PIP,
              staged.traffic(),
              staged.refused(),
              new Timings(
                  Duration.between(start, filesThere), Duration.between(start, clock.instant())));
      inventory.set(
          Inventory.of(result.files())
              .decidedBy(FetchLock.resolution(request, requirements, result)));
      check(hash.hash());
      publish(directory, requirements, result, staged.digests());
      if (!isRemembered) {
        memos.save(key, new Memo(staged.files(), staged.digests()));
      }
      return result;
    }
  }

  /** pip does not say what it left out, and leaves nothing if it left out everything. */
  private void warn(
      RequirementSet requirements,
      Interpreter interpreter,
      StagedFiles staged,
      OutputDirectory directory)
      throws IOException {
    Map<String, String> target = TargetMarkers.of(interpreter, request.pipOptions());
    for (String missed :
        LeftOut.of(requirements.texts(), directory.staging(), interpreter.markers(), target)) {
      LOG.warn(
          "left out: {}; pip judges that by {}, whatever files it picks; name it as a requirement",
          missed,
          interpreter.displayName());
    }
    if (staged.files().isEmpty()) {
      LOG.warn("the directory is empty: no requirement counts for {}", interpreter.displayName());
    }
  }

  private void publish(
      OutputDirectory directory,
      RequirementSet requirements,
      FetchResult result,
      Optional<VersionDigests> digests)
      throws IOException {
    Optional<LockTarget> lock = request.output().lock();
    if (lock.isEmpty()) {
      directory.publish();
      return;
    }
    String text =
        FetchLock.text(lock.get(), request, requirements, result, directory.staging(), digests);
    try (var draft = FileDraft.of(lock.get().file(), text)) {
      directory.publish();
      draft.publish();
    }
  }

  /** Ends the fetch. Idempotent; returns when nothing of it is left but what it has published. */
  @Override
  public void close() {
    reservation.end();
    PipSession running = session.get();
    if (running != null) {
      running.close();
    }
    reservation.release();
  }

  private PipVersion pipVersion(Interpreter interpreter) {
    PipVersion version =
        request
            .python()
            .pip()
            .or(() -> interpreter.pip().map(Pip.Installed::version))
            .orElseThrow(() -> InterpreterUnusable.withoutPip(interpreter.executable().toString()));
    if (version.compareTo(PipVersion.OLDEST) < 0) {
      throw InterpreterUnusable.pipTooOld(version.text(), PipVersion.OLDEST.text());
    }
    return version;
  }

  private Optional<StagedFiles> ofMemo(Optional<Memo> memo, OutputDirectory directory) {
    if (memo.isEmpty()) {
      return Optional.empty();
    }
    listener.remembering();
    try {
      var files = new RememberedFiles(request.index().cache(), clock);
      Optional<StagedFiles> found = files.into(directory.staging(), memo.get());
      if (found.isEmpty() && request.index().connectivity() == Connectivity.OFFLINE) {
        throw IndexFailed.notCached(
            files.missing(memo.get().files()).stream()
                .map(file -> file.filename() + " is not in the cache")
                .toList());
      }
      return found;
    } catch (IOException e) {
      throw OutputUnusable.failed(request.output().directory(), e);
    }
  }

  private boolean suffices(Memo memo) {
    return !request.wishes().contains(Wish.RESOLVE_AGAIN)
        && (memo.digests().isPresent() || !request.wishes().contains(Wish.ALL_DIGESTS));
  }

  private StagedFiles ofPip(
      RequirementSet requirements,
      Interpreter interpreter,
      PipEnvironment pipEnvironment,
      OutputDirectory directory)
      throws IOException, InterruptedException {
    try (var opened =
        PipSession.open(
            request,
            interpreter,
            pipEnvironment,
            directory.scratch(),
            environment,
            clock,
            listener)) {
      session.set(opened);
      if (reservation.isEnded()) {
        throw new InterruptedException("closed");
      }
      return opened.download(requirements, directory.staging());
    } finally {
      session.set(null);
    }
  }

  /** The files that the fetch gave, even if their hash was not the expected one. */
  public Optional<Inventory> inventory() {
    return Optional.ofNullable(inventory.get());
  }

  private void check(NixHash found) {
    request
        .output()
        .expected()
        .filter(expected -> !expected.equals(found))
        .ifPresent(
            expected -> {
              throw ContentMismatch.ofDirectory(expected.sri(), found.sri());
            });
  }
}
