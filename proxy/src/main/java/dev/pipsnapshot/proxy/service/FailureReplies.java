package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.proxy.upstream.UpstreamException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From what a future failed with to what a client is told. */
public final class FailureReplies {
  private static final Logger log = LoggerFactory.getLogger(FailureReplies.class);

  private FailureReplies() {}

  /** The failure without what futures and streams wrapped around it. */
  public static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException
            || cause instanceof ExecutionException
            || cause instanceof UncheckedIOException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  public static Reply reply(Throwable failure) {
    Throwable cause = unwrap(failure);
    if (cause instanceof UpstreamException.NotFound gone) {
      return new Reply.Missing(gone.diagnostic());
    }
    if (cause instanceof ServiceException.NoMetadata absent) {
      return new Reply.Missing(absent.diagnostic());
    }
    if (cause instanceof Diagnosed diagnosed) {
      return new Reply.Failed(kind(cause, diagnosed.diagnostic()), diagnosed.diagnostic());
    }
    if (cause instanceof RejectedExecutionException) {
      return new Reply.Failed(
          Reply.Cause.OVERLOADED,
          Diagnostic.of(Category.BUG, "overloaded", "too many requests are in work")
              .withHint("try again in a moment"));
    }
    log.error("unexpected-error", cause);
    return new Reply.Failed(
        Reply.Cause.INTERNAL,
        Diagnostic.of(Category.BUG, "unexpected-error", "an error inside the proxy: " + cause)
            .withHint("this is a bug; please report it with the proxy's log"));
  }

  private static Reply.Cause kind(Throwable cause, Diagnostic diagnostic) {
    if (cause instanceof ServiceException.Busy) {
      return Reply.Cause.OVERLOADED;
    }
    if (cause instanceof UpstreamException.TimedOut
        || cause instanceof ServiceException.Late
        || cause instanceof ServiceException.Offline) {
      return Reply.Cause.UPSTREAM_TIMEOUT;
    }
    return diagnostic.category() == Category.DIRECTORY
        ? Reply.Cause.INTERNAL
        : Reply.Cause.BAD_UPSTREAM;
  }
}
