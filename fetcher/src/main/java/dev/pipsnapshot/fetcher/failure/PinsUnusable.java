package dev.pipsnapshot.fetcher.failure;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.diagnostics.IoReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pin that cannot be made, or a file of pins that cannot be used. */
public final class PinsUnusable extends FetchException {
  private static final long serialVersionUID = 1L;

  private PinsUnusable(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic, cause);
  }

  /** The file is missing, unreadable or no pin file. */
  public static PinsUnusable unreadable(Path file, String why, @Nullable Throwable cause) {
    return new PinsUnusable(
        Diagnostic.of(Category.USAGE, "pins-unreadable", "cannot read " + file + ": " + why),
        cause);
  }

  /** There is nothing in the file that could be checked. */
  public static PinsUnusable none(Path file) {
    return new PinsUnusable(
        Diagnostic.of(Category.USAGE, "pins-empty", file + " holds no pins")
            .withHint("a fetch with --pin puts one into it"),
        null);
  }

  /** The file system refused. */
  public static PinsUnusable unwritable(Path file, IOException cause) {
    return new PinsUnusable(
        Diagnostic.of(Category.DIRECTORY, "pins-unwritable", "cannot write " + file)
            .withContext(List.of(IoReason.of(cause)))
            .withHint("check the space left and the permissions of its directory"),
        cause);
  }

  /** A line that is to say what is asked for, and does not. */
  public static PinsUnusable noRequest(String where, Diagnostic why, Throwable cause) {
    return new PinsUnusable(
        new Diagnostic(
            Category.USAGE,
            "request-invalid",
            where + ": " + why.message(),
            why.context(),
            why.hint()),
        cause);
  }

  /** The same of a line that is no command line. */
  public static PinsUnusable noRequest(String where, String why, Throwable cause) {
    return noRequest(where, Diagnostic.of(Category.USAGE, "request-invalid", why), cause);
  }

  /** Inputs of which Nix could not derive the same key. */
  public static PinsUnusable cannotPin(String why, String hint) {
    return new PinsUnusable(
        Diagnostic.of(Category.USAGE, "cannot-pin", "this fetch cannot be pinned: " + why)
            .withHint(hint),
        null);
  }
}
