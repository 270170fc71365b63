package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.CommandRunner;
import dev.pipsnapshot.cli.ExitStatus;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cli.TrainingRun;
import dev.pipsnapshot.proxy.warmup.LoopbackResource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * Serves a page, and runs the command lines of a day in a home directory of their own, with a
 * stand-in for Python and a file from loopback, so that the start-up archive gets the classes of a
 * command at work. Asks nothing of any other network.
 */
final class FetchTrainingRun {
  /** Answers the probe, which gives its program to -c no arguments; else it does nothing, well. */
  private static final String STAND_IN =
      """
      #!/bin/sh
      [ $# -gt 3 ] || printf '%s' '{"executable": "'"$0"'", "markers": {}, "tags": {},
        "pip": {"version": "23.0.1", "location": "/nowhere/pip"}}'
      """;

  private static final byte[] CONTENT = "a file".getBytes(StandardCharsets.UTF_8);

  /** Where nobody answers. */
  private static final String INDEX = "http://127.0.0.1:9/simple/";

  private final Path home;
  private final Clock clock;
  private final Map<String, String> environment;

  private FetchTrainingRun(Path home, Clock clock) {
    this.home = home;
    this.clock = clock;
    this.environment = Map.of("HOME", home.toString(), "PIP_INDEX_URL", INDEX);
  }

  /** Does all of it, and leaves nothing behind. */
  static void run(Clock clock) throws IOException {
    TrainingRun.run(clock);
    Path home = Files.createTempDirectory("training-");
    try (var files = LoopbackResource.open("application/zip", CONTENT)) {
      var training = new FetchTrainingRun(home, clock);
      String python = standIn(home).toString();
      for (String destination : List.of("asked", "remembered")) {
        training.command(
            "--date", "2021-05-01", "--python", python, "-d", training.path(destination), "six");
      }
      Path lock = Files.writeString(home.resolve("pylock.toml"), lock(files.port()));
      for (String destination : List.of("downloaded", "cached")) {
        training.command("--from-lock", lock.toString(), "-d", training.path(destination));
      }
    } finally {
      TrainingRun.delete(home);
    }
  }

  private static Path standIn(Path home) throws IOException {
    Path python = Files.writeString(home.resolve("python"), STAND_IN);
    return Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
  }

  private void command(String... arguments) {
    var runner = new CommandRunner(environment);
    CommandLine line = runner.commandLine(new FetchCommand(environment, clock));
    line.setOut(new PrintWriter(Writer.nullWriter())).setErr(new PrintWriter(Writer.nullWriter()));
    int status = runner.execute(line, arguments);
    if (status != ExitStatus.OK.code()) {
      throw new IllegalStateException(String.join(" ", arguments) + " ended with " + status);
    }
  }

  private String path(String name) {
    return home.resolve(name).toString();
  }

  private static String lock(int port) {
    return """
        lock-version = "1.0"
        created-by = "pip-snapshot"

        [[packages]]
        name = "demo"
        version = "1.0"
        requires-python = ">=3"

        [[packages.wheels]]
        name = "demo-1.0-py3-none-any.whl"
        upload-time = 2021-04-01T00:00:00.5Z
        url = "http://127.0.0.1:%d/demo-1.0-py3-none-any.whl"
        size = %d
        hashes = { sha256 = "%s" }
        """
        .formatted(port, CONTENT.length, Sha256.hash(CONTENT));
  }
}
