package dev.pipsnapshot.proxy.index;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;

/** A page that a pip-snapshot has filtered, where that of an index was expected. */
public final class ViewedPageException extends RuntimeException implements Diagnosed {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  /**
   * The page was found where an index should be.
   *
   * @param page its URL, without credentials
   * @param cutoff that of its view, as it was told
   */
  public ViewedPageException(String page, String cutoff) {
    this(
        Diagnostic.of(
                Category.POLICY,
                "view-of-a-view",
                page
                    + " is no page of an index but of a pip-snapshot's view of one, with the cutoff "
                    + cutoff.replaceAll("\\p{Cntrl}", " ")
                    + ": later files are not on it")
            .withHint(
                "name the index itself with --index-url, or that pip-snapshot's /live/simple/"));
  }

  private ViewedPageException(Diagnostic diagnostic) {
    super(diagnostic.message());
    this.diagnostic = diagnostic;
  }

  @Override
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
