package dev.pipsnapshot.cli;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Why a command failed, as its user is told.
 *
 * @param cause what was thrown, without the wrapping of futures
 * @param diagnostic what to say of it; anything that is not {@link Diagnosed} is a bug
 */
public record FailureReport(Throwable cause, Diagnostic diagnostic) {

  /** The report of anything that a command threw. */
  public static FailureReport of(Throwable failure) {
    Throwable cause = unwrap(failure);
    return new FailureReport(cause, diagnose(cause));
  }

  /** Tells it on {@code err}, which stays open. */
  public void print(PrintWriter err) {
    new DiagnosticRenderer(err).render(diagnostic);
  }

  /** The exit code, one of {@link ExitStatus}. */
  public int exitCode() {
    return ExitStatus.of(diagnostic.category()).code();
  }

  private static Diagnostic diagnose(Throwable cause) {
    if (cause instanceof Diagnosed diagnosed) {
      return diagnosed.diagnostic();
    }
    return Diagnostic.of(
            Category.BUG,
            "unexpected-error",
            cause.getClass().getName()
                + Optional.ofNullable(cause.getMessage()).map(text -> ": " + text).orElse(""))
        .withHint("this is a bug; run again with --stacktrace and report the output");
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    while (isWrapping(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static boolean isWrapping(Throwable failure) {
    return failure instanceof CompletionException
        || failure instanceof ExecutionException
        || failure instanceof UncheckedIOException;
  }
}
