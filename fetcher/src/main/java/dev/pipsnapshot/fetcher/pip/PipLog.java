package dev.pipsnapshot.fetcher.pip;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Everything that pip writes during a fetch, in one file. Not for several threads. */
public final class PipLog implements AutoCloseable {
  private final Path file;
  private final BufferedWriter out;

  private PipLog(Path file, BufferedWriter out) {
    this.file = file;
    this.out = out;
  }

  /** Starts a new log. */
  public static PipLog create(Path file) throws IOException {
    return new PipLog(file, Files.newBufferedWriter(file, StandardCharsets.UTF_8));
  }

  /** Where it is. */
  public Path file() {
    return file;
  }

  /** Appends a line, and lets readers of the file see it. */
  void append(String line) {
    try {
      out.write(line);
      out.newLine();
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
