package dev.pipsnapshot.cli;

import dev.pipsnapshot.diagnostics.Diagnostic;
import java.io.PrintWriter;

/** Writes a diagnostic for a person; the only place that does. */
public final class DiagnosticRenderer {
  private final PrintWriter out;

  /** Renders to {@code out}, which stays open. */
  public DiagnosticRenderer(PrintWriter out) {
    this.out = out;
  }

  /** Writes the message, then the facts indented, then the next step. */
  public void render(Diagnostic diagnostic) {
    out.println("error: " + diagnostic.message() + " [" + diagnostic.reference() + "]");
    for (String fact : diagnostic.context()) {
      fact.lines().forEach(line -> out.println("  " + line));
    }
    diagnostic.hint().ifPresent(hint -> out.println("hint: " + hint));
    out.flush();
  }
}
