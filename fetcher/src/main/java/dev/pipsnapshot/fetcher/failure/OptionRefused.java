package dev.pipsnapshot.fetcher.failure;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import org.jspecify.annotations.Nullable;

/** An option that has no meaning here, or would go around the view. */
public final class OptionRefused extends FetchException {
  private static final long serialVersionUID = 1L;

  private OptionRefused(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic, cause);
  }

  /** An option that is misspelt or missing. */
  public static OptionRefused meaningless(String message, String hint) {
    return new OptionRefused(
        Diagnostic.of(Category.USAGE, "option-refused", message).withHint(hint), null);
  }
}
