package dev.pipsnapshot.fetcher.pip;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pipsnapshot.fetcher.failure.InterpreterUnusable;
import dev.pipsnapshot.fetcher.json.JsonTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Asks an interpreter what it is. */
public final class InterpreterProbe implements AutoCloseable {
  private static final int MAX_ANSWER_BYTES = 1 << 20;
  private static final int COMPLAINT_LINES = 5;

  private final String executable;
  private final Process process;

  private InterpreterProbe(String executable, Process process) {
    this.executable = executable;
    this.process = process;
  }

  /**
   * Runs {@code executable} once, isolated from the user's Python variables and packages, and does
   * not wait for it. Launchers such as pyenv's need the rest of the user's environment, so this one
   * run has it.
   *
   * @param executable a path, or a name to look up on the path
   * @throws InterpreterUnusable if there is no such program
   */
  public static InterpreterProbe start(String executable) {
    try {
      return new InterpreterProbe(
          executable,
          new ProcessBuilder(executable, "-I", "-c", PythonScript.PROBE.source())
              .redirectInput(Redirect.from(new java.io.File("/dev/null")))
              .redirectErrorStream(true)
              .start());
    } catch (IOException e) {
      throw InterpreterUnusable.notStarted(executable, e);
    }
  }

  /** The same, waiting for what it says. */
  public static Interpreter probe(String executable) {
    try (var probe = start(executable)) {
      return probe.answer();
    }
  }

  /**
   * Waits for what it says.
   *
   * @throws InterpreterUnusable if it is no Python 3
   */
  public Interpreter answer() {
    try (var out = process.getInputStream()) {
      return parse(executable, out.readNBytes(MAX_ANSWER_BYTES));
    } catch (IOException e) {
      throw InterpreterUnusable.notStarted(executable, e);
    }
  }

  /** Ends it, if it has not ended. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static Interpreter parse(String executable, byte[] answer) {
    JsonNode facts;
    try {
      facts = JsonTrees.read(answer);
    } catch (JsonProcessingException e) {
      throw unusable(executable, answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String program = facts.path("executable").asText();
    if (program.isEmpty() || !facts.path("markers").isObject()) {
      throw unusable(executable, answer);
    }
    return new Interpreter(
        Path.of(program),
        strings(facts.path("markers")),
        strings(facts.path("tags")),
        pip(facts.path("pip")));
  }

  private static InterpreterUnusable unusable(String executable, byte[] answer) {
    return InterpreterUnusable.notPython(
        executable,
        new String(answer, StandardCharsets.UTF_8).lines().limit(COMPLAINT_LINES).toList());
  }

  private static Optional<Pip.Installed> pip(JsonNode pip) {
    String version = pip.path("version").asText();
    if (!PipVersion.isValid(version)) {
      return Optional.empty();
    }
    return Optional.of(
        new Pip.Installed(new PipVersion(version), Path.of(pip.path("location").asText())));
  }

  private static Map<String, String> strings(JsonNode object) {
    Map<String, String> strings = new HashMap<>();
    object.properties().forEach(entry -> strings.put(entry.getKey(), entry.getValue().asText()));
    return strings;
  }
}
