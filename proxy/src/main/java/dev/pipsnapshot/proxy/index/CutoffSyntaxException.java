package dev.pipsnapshot.proxy.index;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A text that names no instant, or one that has not come yet. */
public final class CutoffSyntaxException extends IllegalArgumentException implements Diagnosed {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  private CutoffSyntaxException(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic.message(), cause);
    this.diagnostic = diagnostic;
  }

  static CutoffSyntaxException invalid(String text, String advice, @Nullable Throwable cause) {
    return new CutoffSyntaxException(
        Diagnostic.of(Category.USAGE, "invalid-date", "'" + text + "' is no date: " + advice),
        cause);
  }

  static CutoffSyntaxException future(String text, Cutoff cutoff, Instant now) {
    return new CutoffSyntaxException(
        Diagnostic.of(
                Category.POLICY,
                "future-date",
                "the cutoff '"
                    + text
                    + "' ("
                    + cutoff
                    + ") is in the future; it is now "
                    + now.truncatedTo(ChronoUnit.SECONDS))
            .withHint("what is uploaded until then would change the view; give a past instant"),
        null);
  }

  @Override
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
