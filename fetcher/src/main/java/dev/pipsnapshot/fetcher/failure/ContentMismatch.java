package dev.pipsnapshot.fetcher.failure;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.hasher.Sha256;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bytes or a hash that are not those expected. */
public final class ContentMismatch extends FetchException {
  private static final long serialVersionUID = 1L;

  private ContentMismatch(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic, cause);
  }

  /** A file that pip left differs from what the view listed. */
  public static ContentMismatch ofFile(String filename, Sha256 listed, Sha256 found) {
    return new ContentMismatch(
        Diagnostic.of(
                Category.MISMATCH,
                "file-differs-from-view",
                filename + " is not the file that the index lists")
            .withContext(List.of("listed: sha256 " + listed, "got:    sha256 " + found))
            .withHint("the disk or a program beside pip changed it; fetch again"),
        null);
  }

  /** A file of which the view knows nothing. */
  public static ContentMismatch unlisted(String filename) {
    return new ContentMismatch(
        Diagnostic.of(
                Category.MISMATCH,
                "file-not-in-view",
                "pip left " + filename + ", which no page of the view lists")
            .withHint("it came around the view; see the log of pip"),
        null);
  }

  /**
   * A file has not the hash that its requirement asks for.
   *
   * @param lines in which pip tells which
   * @param log where everything that pip wrote is kept
   */
  public static ContentMismatch ofRequirement(List<String> lines, Optional<String> log) {
    return new ContentMismatch(
        Diagnostic.of(
                Category.MISMATCH,
                "requirement-hash-mismatch",
                "a file has not the hash that its requirement asks for")
            .withContext(lines)
            .withContext(log.map(path -> "log: " + path).stream().toList())
            .withHint("see who changed which of the two before you put the other hash"),
        null);
  }

  /**
   * The directory has another hash than the one asked for, told in the two lines that Nix uses.
   *
   * @param expected as the user wrote it
   * @param found in the same spelling
   */
  public static ContentMismatch ofDirectory(String expected, String found) {
    return new ContentMismatch(
        Diagnostic.of(Category.MISMATCH, "hash-mismatch", "the directory has another hash")
            .withContext(List.of("specified: " + expected, "   got:    " + found)),
        null);
  }

  /**
   * The files of a lock, each with the sha256 that the lock gives it, make up another directory
   * than the one that the lock was written for.
   *
   * @param written as the lock says
   * @param found in the same spelling
   */
  public static ContentMismatch ofEditedLock(Path lock, String written, String found) {
    return new ContentMismatch(
        Diagnostic.of(
                Category.MISMATCH,
                "lock-edited",
                lock + " was changed after it was written: its files make up another directory")
            .withContext(List.of("nar-hash: " + written, "   files: " + found))
            .withHint(
                "write it anew with snapshot-fetch --lock; or, to take the files as they stand"
                    + " there, remove the tables of [tool.pip-snapshot]"),
        null);
  }

  /** The same failure with what is known about its causes, a line each. */
  public ContentMismatch explained(List<String> causes) {
    return new ContentMismatch(diagnostic().withContext(causes), this);
  }
}
