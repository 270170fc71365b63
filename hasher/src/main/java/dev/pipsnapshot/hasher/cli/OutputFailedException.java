package dev.pipsnapshot.hasher.cli;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.io.IOException;

/** Standard output took no more: a full disk, or a reader that went away. */
final class OutputFailedException extends IOException implements Diagnosed {
  private static final long serialVersionUID = 1L;

  OutputFailedException(IOException cause) {
    super("cannot write to standard output: " + cause.getMessage(), cause);
  }

  @Override
  public Diagnostic diagnostic() {
    return Diagnostic.of(Category.DIRECTORY, "output-failed", String.valueOf(getMessage()));
  }
}
