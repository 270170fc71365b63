package dev.pipsnapshot.hasher.nar;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.nio.file.Path;

/** Something that has no place in an archive: a FIFO, a socket, a device. */
public final class UnsupportedFileTypeException extends NarException {
  private static final long serialVersionUID = 1L;

  private UnsupportedFileTypeException(Path file, String reason, String hint) {
    super(
        file,
        Diagnostic.of(
                Category.DIRECTORY,
                "unsupported-file-type",
                "'" + NarEntryName.display(file) + "' " + reason)
            .withHint(hint));
  }

  static UnsupportedFileTypeException inTree(Path file) {
    return new UnsupportedFileTypeException(
        file,
        "is neither a regular file nor a directory nor a symbolic link",
        "Nix accepts no FIFO, socket or device; remove it or hash a tree without it");
  }

  static UnsupportedFileTypeException notRegular(Path file) {
    return new UnsupportedFileTypeException(
        file,
        "is not a regular file",
        "only the bytes of a regular file have a flat hash; leave out --flat");
  }
}
