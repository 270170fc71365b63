package dev.pipsnapshot.fetcher.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary directory that goes, with everything in it, when it is closed. */
public final class ScratchDirectory implements AutoCloseable {
  private final Path path;

  private ScratchDirectory(Path path) {
    this.path = path;
  }

  /** Makes one, empty. */
  public static ScratchDirectory create() throws IOException {
    return new ScratchDirectory(Files.createTempDirectory("pip-snapshot"));
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
