package dev.pipsnapshot.fetcher.pip;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A child process that does not outlive us, nor does anything that it starts: a small Python
 * program between us and it holds a pipe that the system closes when we die.
 */
final class SupervisedProcess implements AutoCloseable {
  private final Process supervisor;

  private SupervisedProcess(Process supervisor) {
    this.supervisor = supervisor;
  }

  /**
   * Starts {@code python arguments...}.
   *
   * @param directory its working directory
   * @param environment all of its environment
   */
  static SupervisedProcess start(
      Path python, List<String> arguments, Path directory, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(python.toString(), "-I", "-c", PythonScript.SUPERVISOR.source()));
    command.add(python.toString());
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new SupervisedProcess(builder.start());
  }

  /**
   * Hands over each line that the process writes, then waits for its end.
   *
   * @return its exit code; 128 and the number of the signal if it died of one
   */
  int await(Consumer<String> lines) throws IOException, InterruptedException {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(supervisor.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.accept(line);
      }
    }
    return supervisor.waitFor();
  }

  /** Ends the process and all that it started. Idempotent; returns when they are gone. */
  @Override
  public void close() {
    try {
      supervisor.getOutputStream().close();
    } catch (IOException e) {
      // The pipe is closed either way, and that is the message.
      supervisor.destroy();
    }
    boolean interrupted = false;
    while (supervisor.isAlive()) {
      try {
        supervisor.waitFor();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
