package dev.pipsnapshot.fetcher.failure;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import org.jspecify.annotations.Nullable;

/** A requirement that would go around the view. */
public final class RequirementRefused extends FetchException {
  private static final long serialVersionUID = 1L;

  private RequirementRefused(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic, cause);
  }

  /** A requirement or option of which the text says that it leaves the view. */
  public static RequirementRefused of(String where, String text, String why, String hint) {
    return new RequirementRefused(
        Diagnostic.of(Category.POLICY, "requirement-refused", where + ": '" + text + "' " + why)
            .withHint(hint),
        null);
  }
}
