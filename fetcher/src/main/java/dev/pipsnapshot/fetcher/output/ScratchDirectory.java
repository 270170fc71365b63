package dev.pipsnapshot.fetcher.output;

import dev.pipsnapshot.fetcher.failure.OutputUnusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary directory that goes, with everything in it, when it is closed. */
public final class ScratchDirectory implements AutoCloseable {
  private final Path path;

  private ScratchDirectory(Path path) {
    this.path = path;
  }

  /**
   * Makes one, empty.
   *
   * @throws OutputUnusable if the directory for temporary files takes none
   */
  public static ScratchDirectory create() {
    try {
      return new ScratchDirectory(Files.createTempDirectory("pip-snapshot"));
    } catch (IOException e) {
      throw OutputUnusable.failed(Path.of(System.getProperty("java.io.tmpdir", "")), e);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Removes it. Idempotent. */
  @Override
  public void close() throws IOException {
    Tree.delete(path);
  }
}
