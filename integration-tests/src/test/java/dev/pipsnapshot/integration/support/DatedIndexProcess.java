package dev.pipsnapshot.integration.support;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The independent witness as a process: an index as of an instant, filtered by a Python script that
 * shares nothing with the product.
 */
public final class DatedIndexProcess implements AutoCloseable {
  private static final Path SCRIPT = Path.of("src", "test", "python", "dated_index.py");

  private final Process process;
  private final URI indexUrl;

  private DatedIndexProcess(Process process, URI indexUrl) {
    this.process = process;
    this.indexUrl = indexUrl;
  }

  /** Starts it before an index. */
  public static DatedIndexProcess before(URI index, String instant) throws IOException {
    Path log = Files.createTempFile("dated-index", ".log");
    var command =
        ExternalCommand.inOwnEnvironment(Python.executable(), SCRIPT.toAbsolutePath())
            .with("--date", instant, "--index", index);
    Process process =
        command.start(new ProcessBuilder(command.words()).redirectError(log.toFile()));
    String firstLine = process.inputReader(StandardCharsets.UTF_8).readLine();
    if (firstLine == null) {
      process.destroyForcibly();
      throw new AssertionError("the dated index did not start:\n" + Files.readString(log));
    }
    return new DatedIndexProcess(process, URI.create(firstLine));
  }

  /** What pip is given. */
  public URI indexUrl() {
    return indexUrl;
  }

  /** Ends it. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
