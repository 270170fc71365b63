package dev.pipsnapshot.fetcher.failure;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.util.ArrayList;
import java.util.List;

/** The view could not answer something that pip asked it, so that pip decided without it. */
public final class IndexFailed extends FetchException {
  private static final long serialVersionUID = 1L;

  private IndexFailed(Diagnostic diagnostic) {
    super(diagnostic, null);
  }

  /**
   * What the view could not answer.
   *
   * @param troubles at least one; the first gives the category
   */
  public static IndexFailed of(List<Diagnostic> troubles) {
    Diagnostic first = troubles.get(0);
    return new IndexFailed(
        first.withContext(troubles.stream().skip(1).map(Diagnostic::message).distinct().toList()));
  }

  /** The index did not give the pip that was to be driven, for a reason of its own. */
  public static IndexFailed pipNotGiven(String version, String why) {
    return new IndexFailed(
        Diagnostic.of(
                Category.UPSTREAM,
                "pip-not-given",
                "the index did not give pip " + version + ", which is to resolve")
            .withContext(List.of(why))
            .withHint("run again, or leave out --pip-version for the pip that Python has"));
  }

  /**
   * What is not in the cache, while nothing else may be asked.
   *
   * @param missing all of it
   */
  public static IndexFailed notCached(List<String> missing) {
    return new IndexFailed(
        Diagnostic.of(Category.UPSTREAM, "offline", "offline, and the cache lacks what is needed")
            .withContext(missing)
            .withHint("run once without --offline to fill the cache"));
  }

  /**
   * What is not in the cache, where pip could not go on to find out what else it needs.
   *
   * @param missing what is known of it
   */
  public static IndexFailed notCachedAtLeast(List<String> missing) {
    List<String> lines = new ArrayList<>(missing);
    lines.add("there may be more: pip cannot look further than these");
    return notCached(lines);
  }
}
