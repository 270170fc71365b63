package dev.pipsnapshot.integration.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program to be run, in an environment made from nothing unless told otherwise. */
public final class ExternalCommand {
  private static final long PATIENCE_MINUTES = 5;

  private final List<String> command = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();

  private ExternalCommand() {}

  /** A command that sees only {@code PATH} and a UTF-8 locale of this machine's environment. */
  public static ExternalCommand of(Object... words) {
    var command = new ExternalCommand();
    command.environment.put("PATH", System.getenv().getOrDefault("PATH", ""));
    command.environment.put("LC_ALL", "C.UTF-8");
    return command.with(words);
  }

  /** A command that sees all of it: for getting tools by the machine's own ways. */
  public static ExternalCommand inOwnEnvironment(Object... words) {
    var command = new ExternalCommand();
    command.environment.putAll(System.getenv());
    return command.with(words);
  }

  /** Adds words to the command line. */
  public ExternalCommand with(Object... words) {
    for (Object word : words) {
      command.add(word.toString());
    }
    return this;
  }

  /** Lets another program, whose command line begins with these words, run this one. */
  public ExternalCommand inside(List<String> words) {
    command.addAll(0, words);
    return this;
  }

  /** Runs it on a terminal of its own, whose screen becomes the standard output. */
  public ExternalCommand onTerminal() {
    String quoted =
        command.stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    command.clear();
    return env("TERM", "xterm")
        .with(RequiredTool.onPath("script"), "--quiet", "--return", "--command", quoted)
        .with("/dev/null");
  }

  /** Sets a variable. */
  public ExternalCommand env(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  /** The command line. */
  public List<String> words() {
    return List.copyOf(command);
  }

  /** Starts it without waiting. Its streams go to the two files. */
  public Process start(Path stdout, Path stderr) {
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    return start(builder);
  }

  Process start(ProcessBuilder builder) {
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it to its end; a hanging one is ended and fails the test. */
  public ProcessOutcome run() {
    try {
      Path folder = Files.createTempDirectory("command");
      try {
        return run(folder.resolve("stdout"), folder.resolve("stderr"));
      } finally {
        Files.deleteIfExists(folder.resolve("stdout"));
        Files.deleteIfExists(folder.resolve("stderr"));
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    }
  }

  private ProcessOutcome run(Path stdout, Path stderr) throws IOException, InterruptedException {
    Process process = start(stdout, stderr);
    boolean ended = false;
    try {
      ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } finally {
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    }
    var outcome = new ProcessOutcome(command, process.exitValue(), text(stdout), text(stderr));
    if (!ended) {
      throw new AssertionError("did not end in time: " + command + "\n" + outcome.output());
    }
    return outcome;
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
