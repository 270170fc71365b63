package dev.pipsnapshot.fetcher.pip;

import dev.pipsnapshot.fetcher.failure.InterpreterUnusable;
import dev.pipsnapshot.fetcher.pip.PipEnvironment.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one pip, again and again, always in the same surroundings. Closing it ends a run that is
 * under way, from whatever thread; runs themselves are for one thread.
 */
public final class PipRunner implements AutoCloseable {
  /** The first whose {@code download} prepares dependencies as {@code --use-pep517} says. */
  private static final PipVersion DOWNLOAD_HONOURS_PEP_517 = new PipVersion("22.3");

  /** Where a record, or an index of its own, could stand. */
  private static final String NONE = "-";

  private final Interpreter interpreter;
  private final Pip pip;
  private final Workspace workspace;
  private final Map<String, String> environment;
  private final Optional<URI> buildIndex;
  private final PipLog log;
  private final Consumer<String> listener;
  private final AtomicReference<@Nullable SupervisedProcess> running = new AtomicReference<>();
  private volatile boolean closed;

  /**
   * A runner.
   *
   * @param environment all the variables that pip gets
   * @param buildIndex from which build environments are filled, if not from pip's own index
   * @param listener sees each line that pip writes
   */
  public PipRunner(
      Interpreter interpreter,
      Pip pip,
      Workspace workspace,
      Map<String, String> environment,
      Optional<URI> buildIndex,
      PipLog log,
      Consumer<String> listener) {
    this.interpreter = interpreter;
    this.pip = pip;
    this.workspace = workspace;
    this.environment = Map.copyOf(environment);
    this.buildIndex = buildIndex;
    this.log = log;
    this.listener = listener;
  }

  /** The version of the pip that it runs. */
  public PipVersion version() {
    return pip.version();
  }

  /** Runs {@code pip arguments...} to its end. */
  public PipOutcome run(List<String> arguments) throws IOException, InterruptedException {
    return buildIndex.isPresent() || pip.version().compareTo(DOWNLOAD_HONOURS_PEP_517) < 0
        ? launch(NONE, arguments)
        : start(pip.launch(), arguments);
  }

  /** The same, with the build environments that it fills written to {@code record}. */
  PipOutcome runRecorded(Path record, List<String> arguments)
      throws IOException, InterruptedException {
    return launch(record.toString(), arguments);
  }

  private PipOutcome launch(String record, List<String> arguments)
      throws IOException, InterruptedException {
    return start(
        List.of(
            "-c",
            PythonScript.LAUNCH.source(),
            pip.importPath().toString(),
            record,
            buildIndex.map(URI::toString).orElse(NONE)),
        arguments);
  }

  @Override
  public void close() {
    closed = true;
    SupervisedProcess process = running.get();
    if (process != null) {
      process.close();
    }
  }

  private SupervisedProcess supervised(List<String> command) {
    try {
      return SupervisedProcess.start(
          interpreter.executable(), command, workspace.root(), environment);
    } catch (IOException e) {
      throw InterpreterUnusable.notStarted(interpreter.executable().toString(), e);
    }
  }

  private PipOutcome start(List<String> launcher, List<String> arguments)
      throws IOException, InterruptedException {
    log.append("$ pip " + String.join(" ", arguments));
    List<String> command = new ArrayList<>(launcher);
    command.addAll(arguments);
    List<String> output = new ArrayList<>();
    try (var process = supervised(command)) {
      running.set(process);
      if (closed) {
        throw new InterruptedException("closed");
      }
      int exitCode =
          process.await(
              line -> {
                log.append(line);
                output.add(line);
                listener.accept(line);
              });
      log.append("(exit code " + exitCode + ")");
      return new PipOutcome(exitCode, output);
    } finally {
      running.set(null);
    }
  }
}
