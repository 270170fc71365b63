package dev.pipsnapshot.fetcher.failure;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** pip found no solution, or failed in another way. */
public final class PipFailed extends FetchException {
  private static final long serialVersionUID = 1L;

  /** Added to the number of a signal, as shells do. */
  private static final int SIGNALS = 128;

  private final transient Details details;

  /**
   * What is known of the failure.
   *
   * @param exitCode that of pip; 128 and the number of the signal if it died of one
   * @param errors what pip said, in its own words
   * @param sdist the source distribution that could not be prepared, if it was that
   * @param unfit the pip and the Python that do not fit each other, as one sentence
   * @param causes sentences about what pip cannot know
   * @param hidden sentences about what exists, would do, and is not in the view
   * @param remedy the next step, as far as these tell one
   * @param held constraints that an earlier lock put
   * @param refused hosts that pip, or code that it ran, asked for
   * @param log where everything that pip wrote is kept
   */
  public record Details(
      int exitCode,
      List<String> errors,
      Optional<String> sdist,
      Optional<String> unfit,
      List<String> causes,
      List<String> hidden,
      Optional<String> remedy,
      List<String> held,
      List<String> refused,
      Optional<String> log) {
    public Details {
      errors = List.copyOf(errors);
      causes = List.copyOf(causes);
      hidden = List.copyOf(hidden);
      held = List.copyOf(held);
      refused = List.copyOf(refused);
    }
  }

  private PipFailed(Diagnostic diagnostic, Details details) {
    super(diagnostic, null);
    this.details = details;
  }

  /** A failure with everything that helps to understand it. */
  public static PipFailed of(Details details) {
    return new PipFailed(
        new Diagnostic(
            Category.RESOLUTION,
            reference(details),
            message(details),
            context(details),
            hint(details)),
        details);
  }

  /** What is known of the failure. */
  public Details details() {
    return details;
  }

  private static String reference(Details details) {
    if (details.unfit().isPresent()) {
      return "pip-does-not-run";
    }
    return details.sdist().isPresent() ? "sdist-preparation-failed" : "pip-failed";
  }

  private static String message(Details details) {
    return details
        .unfit()
        .or(() -> details.sdist().map(sdist -> "pip could not prepare " + sdist))
        .orElseGet(
            () ->
                details.exitCode() > SIGNALS
                    ? "pip was ended by signal " + (details.exitCode() - SIGNALS)
                    : "pip failed with exit code " + details.exitCode());
  }

  private static List<String> context(Details details) {
    var lines = new ArrayList<>(details.errors());
    lines.addAll(details.causes());
    lines.addAll(details.hidden());
    if (!details.held().isEmpty()) {
      lines.add("held by the lock: " + String.join(", ", details.held()));
    }
    details
        .refused()
        .forEach(host -> lines.add("refused: something asked for " + host + ", around the view"));
    details.log().ifPresent(log -> lines.add("log: " + log));
    return lines;
  }

  private static Optional<String> hint(Details details) {
    if (!details.refused().isEmpty()) {
      return Optional.of(
          "what comes from there is not fixed by a date; allow it with --allow-direct-host HOST");
    }
    if (!details.held().isEmpty()) {
      return Optional.of("let what stands in the way move too: --upgrade-package PROJECT");
    }
    return details.remedy();
  }
}
