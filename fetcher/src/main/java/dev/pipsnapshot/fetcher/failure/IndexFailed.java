package dev.pipsnapshot.fetcher.failure;

import dev.pipsnapshot.diagnostics.Diagnostic;
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
}
