package dev.pipsnapshot.fetcher.run;

import dev.pipsnapshot.fetcher.ahead.LookAhead;
import dev.pipsnapshot.fetcher.ahead.PipRunInputs;
import dev.pipsnapshot.fetcher.egress.EgressRecorder;
import dev.pipsnapshot.fetcher.failure.IndexFailed;
import dev.pipsnapshot.fetcher.failure.InterpreterUnusable;
import dev.pipsnapshot.fetcher.failure.OutputUnusable;
import dev.pipsnapshot.fetcher.pip.BuildRequires;
import dev.pipsnapshot.fetcher.pip.FormatControl;
import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.KeptLogs;
import dev.pipsnapshot.fetcher.pip.PinnedPip;
import dev.pipsnapshot.fetcher.pip.Pip;
import dev.pipsnapshot.fetcher.pip.PipDownload;
import dev.pipsnapshot.fetcher.pip.PipEnvironment;
import dev.pipsnapshot.fetcher.pip.PipEnvironment.Workspace;
import dev.pipsnapshot.fetcher.pip.PipLog;
import dev.pipsnapshot.fetcher.pip.PipOutcome;
import dev.pipsnapshot.fetcher.pip.PipRunner;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.fetcher.requirements.RequirementSet;
import dev.pipsnapshot.fetcher.run.FailureExplanation.Decider;
import dev.pipsnapshot.fetcher.run.FailureExplanation.Purpose;
import dev.pipsnapshot.fetcher.run.FetchRequest.Wish;
import dev.pipsnapshot.fetcher.view.FetchedFile;
import dev.pipsnapshot.fetcher.view.ProxiedIndex;
import dev.pipsnapshot.fetcher.view.SnapshotIndex;
import dev.pipsnapshot.fetcher.view.StagedFiles;
import dev.pipsnapshot.fetcher.view.VersionDigests;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.ServedFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A view, a pip in front of it, and a guard at the back door, while one fetch needs them. */
final class PipSession implements AutoCloseable {
  private final FetchRequest request;
  private final Interpreter interpreter;
  private final SnapshotIndex index;
  private final ServedFileListeners served;
  private final EgressRecorder egress;
  private final PipLog log;
  private final KeptLogs keptLogs;
  private final PipRunner runner;
  private final Path scratch;
  private final FetchListener listener;

  private PipSession(
      FetchRequest request,
      Interpreter interpreter,
      SnapshotIndex index,
      ServedFileListeners served,
      EgressRecorder egress,
      PipLog log,
      KeptLogs keptLogs,
      PipRunner runner,
      Path scratch,
      FetchListener listener) {
    this.request = request;
    this.interpreter = interpreter;
    this.index = index;
    this.served = served;
    this.egress = egress;
    this.log = log;
    this.keptLogs = keptLogs;
    this.runner = runner;
    this.scratch = scratch;
    this.listener = listener;
  }

  static PipSession open(
      FetchRequest request,
      Interpreter interpreter,
      PipEnvironment pipEnvironment,
      Path scratch,
      Map<String, String> environment,
      Clock clock,
      FetchListener listener)
      throws IOException {
    var workspace = new Workspace(Files.createDirectory(scratch.resolve("pip")));
    for (Path directory : List.of(workspace.home(), workspace.temporary())) {
      Files.createDirectory(directory);
    }
    var served = new ServedFileListeners(listener::served);
    var index = ProxiedIndex.start(request.index(), environment, clock, served::tell);
    try {
      var egress = EgressRecorder.start(request.directHosts());
      try {
        Pip pip = pip(request, interpreter, index, scratch);
        var log = PipLog.create(scratch.resolve("pip.log"));
        Optional<URI> buildIndex = request.buildCutoff().map(index::indexUrl);
        var runner =
            new PipRunner(
                interpreter,
                pip,
                workspace,
                pipEnvironment.variables(
                    workspace, buildIndex.orElseGet(index::indexUrl), egress.proxyUrl()),
                buildIndex,
                log,
                listener::pipSaid);
        var keptLogs = new KeptLogs(request.index().cache().root(), clock);
        return new PipSession(
            request, interpreter, index, served, egress, log, keptLogs, runner, scratch, listener);
      } catch (IOException | RuntimeException e) {
        egress.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      index.close();
      throw e;
    }
  }

  /**
   * Downloads into {@code staging}, which is empty.
   *
   * @throws dev.pipsnapshot.fetcher.failure.FetchException if pip or the index fails
   */
  StagedFiles download(RequirementSet requirements, Path staging)
      throws IOException, InterruptedException {
    require(decide(requirements, staging), Purpose.REQUIREMENTS, requirements);
    if (request.wishes().contains(Wish.BUILD_REQUIRES)) {
      listener.collectingBuildRequires();
      Path builds = Files.createDirectory(scratch.resolve(FetchedFile.BUILD_REQUIRES));
      Optional<PipOutcome> failure =
          new BuildRequires(runner, request.pipOptions(), builds)
              .collect(staging, staging.resolve(FetchedFile.BUILD_REQUIRES));
      if (failure.isPresent()) {
        require(failure.get(), Purpose.BUILDS, requirements);
      }
    }
    new MissingAnswers(request.index().connectivity(), index).requirePages();
    List<FetchedFile> files = new DownloadCheck(index, requirements.directUrls()).of(staging);
    Optional<VersionDigests> digests =
        request.wishes().contains(Wish.ALL_DIGESTS)
            ? Optional.of(VersionDigests.of(index, files, formats(requirements)::allows))
            : Optional.empty();
    return new StagedFiles(files, digests, index.traffic(), egress.refused());
  }

  private FormatControl formats(RequirementSet requirements) {
    List<String> arguments = new ArrayList<>(request.pipOptions().mainRun());
    arguments.addAll(requirements.formats());
    return FormatControl.of(arguments);
  }

  private PipOutcome decide(RequirementSet requirements, Path staging)
      throws IOException, InterruptedException {
    Optional<Path> held = held(requirements);
    RequirementSet readable = requirements.readable(scratch.resolve("requirements"));
    var command = PipDownload.of(readable, held, request.pipOptions(), ownIndex(), staging);
    if (request.index().connectivity() == Connectivity.OFFLINE) {
      return runner.run(command);
    }
    var inputs =
        PipRunInputs.of(
            requirements.texts(),
            requirements.held(),
            interpreter,
            runner.version(),
            request.pipOptions());
    try (var ahead = new LookAhead(index, inputs)) {
      served.add(ahead::taken);
      // While pip starts: it takes longer for that than most pages take to come.
      ahead.begin();
      return runner.run(command);
    }
  }

  /** Only for pip itself: what else asks, asks the index in the environment for whatever it may. */
  private URI ownIndex() {
    return interpreter
        .target()
        .filter(target -> request.pipOptions().isForOwnInterpreter())
        .map(index::indexUrl)
        .orElseGet(index::indexUrl);
  }

  private Optional<Path> held(RequirementSet requirements) throws IOException {
    return requirements.held().isEmpty()
        ? Optional.empty()
        : Optional.of(Files.write(scratch.resolve("held.txt"), requirements.held()));
  }

  @Override
  public void close() {
    runner.close();
    egress.close();
    index.close();
    log.close();
  }

  private void require(PipOutcome outcome, Purpose purpose, RequirementSet requirements) {
    if (!outcome.isSuccess()) {
      outcome
          .spaceComplaint()
          .ifPresent(
              complaint -> {
                throw OutputUnusable.full(request.output().directory(), complaint);
              });
      // What the view could not say explains more than what pip made of it.
      new MissingAnswers(request.index().connectivity(), index).require(requirements);
      throw new FailureExplanation(
              request,
              index,
              new Decider(runner.version().text(), interpreter.displayName()),
              egress.refused(),
              keptLogs.keep(log.file()))
          .of(outcome, purpose, requirements.held());
    }
  }

  private static Pip pip(
      FetchRequest request, Interpreter interpreter, SnapshotIndex index, Path scratch)
      throws IOException {
    Optional<PipVersion> chosen = request.python().pip();
    if (chosen.isPresent()) {
      try {
        return new PinnedPip(index.liveIndexUrl()).fetch(chosen.get(), scratch);
      } catch (IndexFailed e) {
        // What the view could not say explains more than the status that it gave.
        new MissingAnswers(request.index().connectivity(), index).requireForPip();
        throw e;
      }
    }
    return interpreter
        .pip()
        .orElseThrow(() -> InterpreterUnusable.withoutPip(interpreter.executable().toString()));
  }

  /** Who hears of the files that pip takes. */
  private static final class ServedFileListeners {
    private final List<Consumer<ServedFile>> listeners = new CopyOnWriteArrayList<>();

    ServedFileListeners(Consumer<ServedFile> first) {
      listeners.add(first);
    }

    void add(Consumer<ServedFile> listener) {
      listeners.add(listener);
    }

    void tell(ServedFile file) {
      listeners.forEach(listener -> listener.accept(file));
    }
  }
}
