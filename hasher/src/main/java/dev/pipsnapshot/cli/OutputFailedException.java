package dev.pipsnapshot.cli;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;

/** Standard output took no more: a full disk, or a reader that went away. */
public final class OutputFailedException extends IOException implements Diagnosed {
  private static final long serialVersionUID = 1L;

  /** A failure that is known. */
  public OutputFailedException(IOException cause) {
    super("cannot write to standard output: " + cause.getMessage(), cause);
  }

  /** A writer keeps it to itself what failed. */
  private static OutputFailedException unexplained() {
    return new OutputFailedException(new IOException("write error"));
  }

  /** Makes sure that all that a command printed has been written. */
  public static void requireWritten(PrintWriter out) throws OutputFailedException {
    // picocli's writer is made on the stream, which does not tell it of failures.
    if (out.checkError() || System.out.checkError()) {
      throw unexplained();
    }
  }

  /** The same of a stream. */
  public static void requireWritten(PrintStream out) throws OutputFailedException {
    if (out.checkError()) {
      throw unexplained();
    }
  }

  @Override
  public Diagnostic diagnostic() {
    return Diagnostic.of(Category.DIRECTORY, "output-failed", String.valueOf(getMessage()));
  }
}
