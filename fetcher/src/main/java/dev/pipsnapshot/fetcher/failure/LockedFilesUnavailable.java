package dev.pipsnapshot.fetcher.failure;

import dev.pipsnapshot.diagnostics.Diagnostic;
import java.util.List;
import java.util.SortedMap;

/** Files that a lock names and nobody gives any more. */
public final class LockedFilesUnavailable extends FetchException {
  private static final long serialVersionUID = 1L;

  private LockedFilesUnavailable(Diagnostic diagnostic) {
    super(diagnostic, null);
  }

  /**
   * Files that could not be had.
   *
   * @param troubles why, by file name; at least one; the first gives the category
   */
  public static LockedFilesUnavailable of(SortedMap<String, Diagnostic> troubles) {
    String first = troubles.firstKey();
    Diagnostic trouble = troubles.values().iterator().next();
    int more = troubles.size() - 1;
    List<String> context =
        troubles.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue().message())
            .toList();
    return new LockedFilesUnavailable(
        Diagnostic.of(
                trouble.category(),
                "locked-file-unavailable",
                "cannot get "
                    + first
                    + (more > 0 ? " and " + more + " more files" : "")
                    + " of the lock")
            .withContext(context)
            .withContext(trouble.context())
            .withHint(
                trouble
                    .hint()
                    .orElse(
                        "if the file is gone, copy it from the cache of a machine that has it, or"
                            + " lock again")));
  }
}
