package dev.pipsnapshot.fetcher.failure;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A lock from which no directory can be made. */
public final class LockUnusable extends FetchException {
  private static final long serialVersionUID = 1L;
  private static final int REASONS = 10;

  /** How locks in formats of their own become such as others read. */
  private static final Map<String, String> EXPORTS =
      Map.of(
          "uv.lock", "uv export --format pylock.toml --no-emit-project -o pylock.toml",
          "pdm.lock", "pdm export --format pylock -o pylock.toml",
          "poetry.lock", "poetry export -o requirements.txt",
          "Pipfile.lock", "pipenv requirements --hash > requirements.txt");

  private LockUnusable(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic, cause);
  }

  /** The file is missing, unreadable, or does not say what a lock has to. */
  public static LockUnusable malformed(Path file, String why, @Nullable Throwable cause) {
    var diagnostic =
        Diagnostic.of(Category.USAGE, "lock-unreadable", "cannot read " + file + ": " + why);
    return new LockUnusable(
        Optional.ofNullable(EXPORTS.get(String.valueOf(file.getFileName())))
            .map(export -> diagnostic.withHint("let its own tool export it: " + export))
            .orElse(diagnostic),
        cause);
  }

  /** A file of a URL that was asked for belongs to nobody knows which project. */
  public static LockUnusable unnamed(String filename) {
    return new LockUnusable(
        Diagnostic.of(
                Category.POLICY,
                "lock-without-name",
                "cannot lock " + filename + ", whose name does not say of which project it is")
            .withHint("take it from the index, or leave out --lock"),
        null);
  }

  /**
   * The lock is sound, and does not name the files of one directory, or contradicts itself.
   *
   * @param reasons one for each package that stands in the way
   */
  public static LockUnusable refused(Path file, List<String> reasons) {
    List<String> shown = reasons.stream().limit(REASONS).toList();
    var diagnostic =
        Diagnostic.of(Category.POLICY, "lock-refused", "no directory can be made from " + file)
            .withContext(shown);
    int more = reasons.size() - shown.size();
    return new LockUnusable(
        (more > 0 ? diagnostic.withContext(List.of("and " + more + " more")) : diagnostic)
            .withHint(
                "where a lock leaves a choice, say with --python for which Python the files are; or"
                    + " lock for one platform, as snapshot-fetch --lock and pip lock do"),
        null);
  }

  /**
   * It was not made for the Python that was named.
   *
   * @param reasons what it says of those that it is for
   */
  public static LockUnusable forOtherPythons(Path file, List<String> reasons) {
    return new LockUnusable(
        Diagnostic.of(Category.POLICY, "lock-refused", "no directory can be made from " + file)
            .withContext(reasons)
            .withHint("name a Python that it is for, with --python; or lock again for this one"),
        null);
  }

  /**
   * The index lists no files that the lock means.
   *
   * @param missing a sentence for each; at least one
   */
  public static LockUnusable notListed(Path file, List<String> missing) {
    return new LockUnusable(
        Diagnostic.of(
                Category.UPSTREAM,
                "locked-file-not-listed",
                "the index does not list what " + file + " names")
            .withContext(missing.stream().limit(REASONS).toList())
            .withHint("name the index that has the files with --index-url, or lock again"),
        null);
  }
}
