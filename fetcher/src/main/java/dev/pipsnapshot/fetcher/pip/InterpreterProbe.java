package dev.pipsnapshot.fetcher.pip;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pipsnapshot.fetcher.failure.InterpreterUnusable;
import dev.pipsnapshot.fetcher.json.JsonTrees;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** Asks an interpreter what it is. */
public final class InterpreterProbe implements AutoCloseable {
  private static final int MAX_ANSWER_BYTES = 1 << 20;
  private static final int MAX_COMPLAINT_BYTES = 1 << 16;
  private static final int COMPLAINT_LINES = 5;

  private final String executable;
  private final Process process;
  private final FutureTask<byte[]> complaint;

  private InterpreterProbe(String executable, Process process) {
    this.executable = executable;
    this.process = process;
    this.complaint = new FutureTask<>(() -> drained(process.getErrorStream()));
    var reader = new Thread(complaint, "python-complaint");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Runs {@code executable} once, isolated from the user's Python variables and packages, and does
   * not wait for it. Launchers such as pyenv's need the rest of the user's environment, so this one
   * run has it. What they have to say on standard error is no part of the answer.
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
      return parse(out.readNBytes(MAX_ANSWER_BYTES));
    } catch (IOException e) {
      throw InterpreterUnusable.notStarted(executable, e);
    }
  }

  /** Ends it, if it has not ended. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Its beginning; the rest is read too, or the program would wait for a reader. */
  private static byte[] drained(InputStream stream) throws IOException {
    try (stream) {
      byte[] beginning = stream.readNBytes(MAX_COMPLAINT_BYTES);
      stream.transferTo(OutputStream.nullOutputStream());
      return beginning;
    }
  }

  private Interpreter parse(byte[] answer) {
    JsonNode facts;
    try {
      facts = JsonTrees.read(lastObject(answer));
    } catch (JsonProcessingException e) {
      throw unusable(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String program = facts.path("executable").asText();
    if (program.isEmpty() || !facts.path("markers").isObject()) {
      throw unusable(answer);
    }
    return new Interpreter(
        Path.of(program),
        strings(facts.path("markers")),
        strings(facts.path("tags")),
        pip(facts.path("pip")));
  }

  /** What a site's own start-up code prints stands before it. */
  private static byte[] lastObject(byte[] answer) {
    String text = new String(answer, StandardCharsets.UTF_8);
    return text.substring(text.lastIndexOf("\n{") + 1).getBytes(StandardCharsets.UTF_8);
  }

  private InterpreterUnusable unusable(byte[] answer) {
    return InterpreterUnusable.notPython(
        executable,
        Stream.of(complaint(), answer)
            .flatMap(said -> new String(said, StandardCharsets.UTF_8).lines())
            .limit(COMPLAINT_LINES)
            .toList());
  }

  private byte[] complaint() {
    try {
      return complaint.get();
    } catch (ExecutionException e) {
      return new byte[0];
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new byte[0];
    }
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
