package dev.pipsnapshot.hasher.nar;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;

/** A tree of which no archive can be made; names the file that is the reason. */
public abstract sealed class NarException extends IOException implements Diagnosed
    permits FileChangedException, UnreadableFileException, UnsupportedFileTypeException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final transient Diagnostic diagnostic;

  NarException(Path file, Diagnostic diagnostic) {
    super(diagnostic.message());
    this.file = file;
    this.diagnostic = diagnostic;
  }

  /** The file that is the reason. */
  public Path file() {
    return file;
  }

  @Override
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
