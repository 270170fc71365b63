package dev.pipsnapshot.fetcher.failure;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;
import org.jspecify.annotations.Nullable;

/** A fetch that ends without a directory. */
public abstract sealed class FetchException extends RuntimeException implements Diagnosed
    permits ContentMismatch,
        IndexFailed,
        InterpreterUnusable,
        LockUnusable,
        LockedFilesUnavailable,
        OptionRefused,
        OutputUnusable,
        PinsUnusable,
        PipFailed,
        RequirementRefused,
        RequirementsUnreadable {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  FetchException(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic.message(), cause);
    this.diagnostic = diagnostic;
  }

  @Override
  public final Diagnostic diagnostic() {
    return diagnostic;
  }
}
