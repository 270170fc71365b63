package dev.pipsnapshot.fetcher.failure;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An output directory that cannot be written, or must not be. */
public final class OutputUnusable extends FetchException {
  private static final long serialVersionUID = 1L;

  private OutputUnusable(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic, cause);
  }

  /** The destination holds something already. */
  public static OutputUnusable notEmpty(Path destination) {
    return new OutputUnusable(
        Diagnostic.of(
                Category.DIRECTORY, "output-not-empty", destination + " exists and is not empty")
            .withHint("choose another directory, or replace this one with --force"),
        null);
  }

  /** The destination is a file or a link. */
  public static OutputUnusable notDirectory(Path destination) {
    return new OutputUnusable(
        Diagnostic.of(Category.DIRECTORY, "output-not-directory", destination + " is no directory")
            .withHint("choose another directory"),
        null);
  }

  /** Another process is filling the same destination. */
  public static OutputUnusable busy(Path destination) {
    return new OutputUnusable(
        Diagnostic.of(
                Category.DIRECTORY, "output-busy", "another fetch is at work on " + destination)
            .withHint("wait for it, or choose another directory"),
        null);
  }

  /** The file system refused. */
  public static OutputUnusable failed(Path destination, Exception cause) {
    return new OutputUnusable(
        Diagnostic.of(Category.DIRECTORY, "output-failed", "cannot write " + destination)
            .withContext(List.of(cause.toString()))
            .withHint("check the space left and the permissions of its parent directory"),
        cause);
  }

  /** pip found no room for what it downloads or unpacks, all of which goes beside the output. */
  public static OutputUnusable full(Path destination, String complaint) {
    return new OutputUnusable(
        Diagnostic.of(
                Category.DIRECTORY, "disk-full", "there is no space left beside " + destination)
            .withContext(List.of(complaint))
            .withHint("free some, or choose a directory on another disk"),
        null);
  }

  /** pip left something that is no plain file. */
  public static OutputUnusable unexpectedEntry(Path entry) {
    return new OutputUnusable(
        Diagnostic.of(
            Category.DIRECTORY,
            "output-unexpected",
            "pip left " + entry.getFileName() + ", which is no regular file"),
        null);
  }
}
