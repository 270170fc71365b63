package dev.pipsnapshot.hasher.nar;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A file or directory that is not there, or that cannot be read. */
public final class UnreadableFileException extends NarException {
  private static final long serialVersionUID = 1L;

  UnreadableFileException(Path file, IOException cause) {
    super(
        file,
        Diagnostic.of(
            Category.DIRECTORY,
            "unreadable-file",
            "cannot read '" + NarEntryName.display(file) + "': " + reason(cause)));
    initCause(cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    return (cause instanceof FileSystemException failure
            ? Optional.ofNullable(failure.getReason())
            : Optional.<String>empty())
        .or(() -> Optional.ofNullable(cause.getMessage()))
        .orElseGet(cause::toString);
  }
}
