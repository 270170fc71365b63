package dev.pipsnapshot.fetcher.failure;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A requirements file that cannot be read. */
public final class RequirementsUnreadable extends FetchException {
  private static final long serialVersionUID = 1L;

  private RequirementsUnreadable(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic, cause);
  }

  /** The file is missing, unreadable or not text. */
  public static RequirementsUnreadable of(Path file, String why, @Nullable Throwable cause) {
    return new RequirementsUnreadable(
        Diagnostic.of(
            Category.USAGE, "requirements-unreadable", "cannot read " + file + ": " + why),
        cause);
  }

  /** A line that means nothing. */
  public static RequirementsUnreadable line(String where, String text, String why) {
    return new RequirementsUnreadable(
        Diagnostic.of(Category.USAGE, "requirements-invalid", where + ": '" + text + "' " + why),
        null);
  }

  /** The file changed between our reading it and pip's. */
  public static RequirementsUnreadable changed() {
    return new RequirementsUnreadable(
        Diagnostic.of(
                Category.USAGE,
                "requirements-changed",
                "a requirements file changed while pip was reading it")
            .withHint("run again"),
        null);
  }
}
