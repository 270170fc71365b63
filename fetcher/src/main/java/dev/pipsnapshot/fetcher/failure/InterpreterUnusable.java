package dev.pipsnapshot.fetcher.failure;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.diagnostics.IoReason;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Python, or its pip, with which nothing can be fetched. */
public final class InterpreterUnusable extends FetchException {
  private static final long serialVersionUID = 1L;

  private InterpreterUnusable(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic, cause);
  }

  /** The interpreter could not be started. */
  public static InterpreterUnusable notStarted(String executable, IOException cause) {
    return new InterpreterUnusable(
        Diagnostic.of(
                Category.USAGE,
                "python-not-found",
                "cannot run the Python interpreter '" + executable + "'")
            .withContext(List.of(IoReason.of(cause)))
            .withHint("name one with --python"),
        cause);
  }

  /** What was started is no Python, or too old a one. */
  public static InterpreterUnusable notPython(String executable, List<String> output) {
    return new InterpreterUnusable(
        Diagnostic.of(
                Category.USAGE,
                "python-unusable",
                "'" + executable + "' does not answer as a Python 3 does")
            .withContext(output)
            .withHint("name a Python 3.6 or newer with --python"),
        null);
  }

  /** The interpreter has no pip, and none was asked for. */
  public static InterpreterUnusable withoutPip(String executable) {
    return new InterpreterUnusable(
        Diagnostic.of(Category.USAGE, "pip-missing", executable + " has no pip")
            .withHint("name a version of pip to use with --pip-version"),
        null);
  }

  /** Nothing in the interpreter tells which wheels it supports. */
  public static InterpreterUnusable withoutTags(String executable) {
    return new InterpreterUnusable(
        Diagnostic.of(
                Category.USAGE,
                "tags-unknown",
                executable + " does not tell which wheels it supports")
            .withHint("it takes a pip of its own to tell; name a Python that has one"),
        null);
  }

  /** The pip asked for has a version that is not driven. */
  public static InterpreterUnusable pipTooOld(String version, String oldest) {
    return new InterpreterUnusable(
        Diagnostic.of(
                Category.USAGE,
                "pip-too-old",
                "pip " + version + " is older than " + oldest + ", the oldest that is supported")
            .withHint("name a newer one with --pip-version"),
        null);
  }

  /** The index has no such pip. */
  public static InterpreterUnusable noSuchPip(String version, String why) {
    return new InterpreterUnusable(
        Diagnostic.of(
                Category.USAGE, "pip-not-found", "there is no wheel of pip " + version + " to use")
            .withContext(List.of(why))
            .withHint("name a released version of pip with --pip-version"),
        null);
  }
}
