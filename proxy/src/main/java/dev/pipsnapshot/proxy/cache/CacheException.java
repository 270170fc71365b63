package dev.pipsnapshot.proxy.cache;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why the cache cannot give what it was asked for. */
public abstract sealed class CacheException extends RuntimeException implements Diagnosed {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  private CacheException(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic.message(), cause);
    this.diagnostic = diagnostic;
  }

  @Override
  public Diagnostic diagnostic() {
    return diagnostic;
  }

  /** The bytes that came are not those that were listed; none of them were kept. */
  public static final class Mismatch extends CacheException {
    private static final long serialVersionUID = 1L;

    private Mismatch(Diagnostic diagnostic) {
      super(diagnostic, null);
    }

    static Mismatch digest(String algorithm, String expected, String actual) {
      return new Mismatch(
          Diagnostic.of(
                  Category.MISMATCH,
                  "artifact-digest-mismatch",
                  "the file that upstream sent has another " + algorithm + " digest than listed")
              .withContext(List.of("listed: " + expected, "sent:   " + actual))
              .withHint(
                  "the file host, or something before it, altered the file or serves another one;"
                      + " nothing was kept"));
    }

    public static Mismatch length(long expected, long actual) {
      return new Mismatch(
          Diagnostic.of(
                  Category.MISMATCH,
                  "artifact-length-mismatch",
                  "the file that upstream sends has another length than listed")
              .withContext(
                  List.of("listed: " + expected + " bytes", "sent:   " + actual + " bytes"))
              .withHint(
                  "the file host serves another file than the index lists; nothing was kept"));
    }

    public static Mismatch changed() {
      return new Mismatch(
          Diagnostic.of(
                  Category.MISMATCH,
                  "artifact-changed-under-way",
                  "upstream first sent wrong bytes, and some of them had gone to the client before"
                      + " that was known")
              .withHint("ask again: the right file is in the cache now"));
    }
  }

  /** Upstream did not send the whole body, however often it was asked to go on. */
  public static final class Incomplete extends CacheException {
    private static final long serialVersionUID = 1L;

    public Incomplete(String message, @Nullable Throwable cause) {
      super(
          Diagnostic.of(Category.UPSTREAM, "artifact-incomplete", message)
              .withHint("what has come is kept for a day: asking again goes on from there"),
          cause);
    }
  }

  /** The cache directory cannot be used. */
  public static final class Directory extends CacheException {
    private static final long serialVersionUID = 1L;

    private Directory(Diagnostic diagnostic, @Nullable Throwable cause) {
      super(diagnostic, cause);
    }

    static Directory homeless() {
      return new Directory(
          Diagnostic.of(
                  Category.DIRECTORY,
                  "no-home-directory",
                  "there is no home directory to keep a cache in")
              .withHint("give a cache directory with --cache-dir, or set HOME or XDG_CACHE_HOME"),
          null);
    }

    static Directory writableByAnyone(Path directory) {
      return new Directory(
          Diagnostic.of(
                  Category.DIRECTORY,
                  "cache-world-writable",
                  "anyone on this machine can write to the cache directory " + directory)
              .withHint("run chmod o-w on it, or give another one with --cache-dir"),
          null);
    }

    static Directory ownedByAnother(Path directory, Object owner) {
      return new Directory(
          Diagnostic.of(
                  Category.DIRECTORY,
                  "cache-of-another-user",
                  "the cache directory " + directory + " belongs to another user, " + owner)
              .withHint("give one of your own with --cache-dir, or share one by a group"),
          null);
    }

    public static Directory notKept() {
      return new Directory(
          Diagnostic.of(
                  Category.DIRECTORY,
                  "cache-keeps-no-files",
                  "the cache directory cannot be written, and this needs a file in it")
              .withHint("the log says why; make room in it, or give another one with --cache-dir"),
          null);
    }

    public static Directory unusable(Path directory, Throwable cause) {
      return new Directory(
          Diagnostic.of(
                  Category.DIRECTORY,
                  "cache-unusable",
                  "the cache directory " + directory + " cannot be used: " + cause.getMessage())
              .withHint("give another one with --cache-dir"),
          cause);
    }
  }
}
