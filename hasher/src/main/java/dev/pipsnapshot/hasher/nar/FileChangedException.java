package dev.pipsnapshot.hasher.nar;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.nio.file.Path;

/** A file grew or shrank while it was read, so that its bytes are those of no moment. */
public final class FileChangedException extends NarException {
  private static final long serialVersionUID = 1L;

  private FileChangedException(Path file, String change) {
    super(
        file,
        Diagnostic.of(
                Category.DIRECTORY,
                "file-changed",
                "'" + NarEntryName.display(file) + "' " + change)
            .withHint("run again when nothing writes to it"));
  }

  static FileChangedException grew(Path file, long expected) {
    return new FileChangedException(
        file, "grew beyond its " + expected + " bytes while it was read");
  }

  static FileChangedException shrank(Path file, long expected) {
    return new FileChangedException(file, "ended before its " + expected + " bytes were read");
  }
}
