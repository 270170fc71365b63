package dev.pipsnapshot.fetcher.failure;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.nio.file.Path;
import java.util.Locale;
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

  /** A character inside a line at which pip begins another one, unseen by who reads the file. */
  public static RequirementsUnreadable hiddenLineEnd(String where, char character) {
    String name = String.format(Locale.ROOT, "U+%04X", (int) character);
    return new RequirementsUnreadable(
        Diagnostic.of(
                Category.USAGE,
                "requirements-hidden-line",
                where + ": it holds the character " + name + ", at which pip begins another line")
            .withHint("write a line break or a space instead"),
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
