package dev.pipsnapshot.fetcher.pip;

import dev.pipsnapshot.fetcher.pip.PipEnvironment.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one pip, again and again, always in the same surroundings. Closing it ends a run that is
 * under way, from whatever thread; runs themselves are for one thread.
 */
public final class PipRunner implements AutoCloseable {
  private final Interpreter interpreter;
  private final Pip pip;
  private final Workspace workspace;
  private final Map<String, String> environment;
  private final PipLog log;
  private final Consumer<String> listener;
  private final AtomicReference<@Nullable SupervisedProcess> running = new AtomicReference<>();
  private volatile boolean closed;

  /**
   * A runner.
   *
   * @param environment all the variables that pip gets
   * @param listener sees each line that pip writes
   */
  public PipRunner(
      Interpreter interpreter,
      Pip pip,
      Workspace workspace,
      Map<String, String> environment,
      PipLog log,
      Consumer<String> listener) {
    this.interpreter = interpreter;
    this.pip = pip;
    this.workspace = workspace;
    this.environment = Map.copyOf(environment);
    this.log = log;
    this.listener = listener;
  }

  /** Runs {@code pip arguments...} to its end. */
  public PipOutcome run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(pip.launch());
    command.addAll(arguments);
    return start(command, "pip " + String.join(" ", arguments));
  }

  /** The same, with the build environments that it fills written to {@code record}. */
  PipOutcome runRecorded(Path record, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-c", PythonScript.BUILD_REQUIRES.source()));
    command.addAll(List.of(pip.importPath().toString(), record.toString()));
    command.addAll(arguments);
    return start(command, "pip " + String.join(" ", arguments));
  }

  @Override
  public void close() {
    closed = true;
    SupervisedProcess process = running.get();
    if (process != null) {
      process.close();
    }
  }

  private PipOutcome start(List<String> command, String shown)
      throws IOException, InterruptedException {
    log.append("$ " + shown);
    List<String> output = new ArrayList<>();
    try (var process =
        SupervisedProcess.start(interpreter.executable(), command, workspace.root(), environment)) {
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
