package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.ExitStatus;
import dev.pipsnapshot.cli.OutputFailedException;
import dev.pipsnapshot.cli.Verbosity;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * Where a command speaks.
 *
 * @param out for programs
 * @param err for people
 * @param verbosity how much is for people
 */
record Console(PrintWriter out, PrintWriter err, Verbosity verbosity) {
  /**
   * Prints a result, and what people are told of it.
   *
   * @return the exit code of success
   */
  int report(String result, List<String> told) throws OutputFailedException {
    out.println(result);
    OutputFailedException.requireWritten(out);
    tell(told);
    return ExitStatus.OK.code();
  }

  /** Prints, written or not: what went wrong before is what there is to say. */
  void tryToPrint(String text) {
    out.println(text);
    out.flush();
  }

  /** Shows what is done meanwhile. */
  Progress progress(Map<String, String> environment) {
    return Progress.of(verbosity, environment, err);
  }

  /** Says that the work was ended, once nothing is shown of it any more. */
  void interrupted(Progress progress) {
    progress.close();
    tell(List.of("interrupted; files that came are kept in the cache for the next fetch"));
  }

  private void tell(List<String> lines) {
    if (verbosity != Verbosity.QUIET) {
      lines.forEach(err::println);
      err.flush();
    }
  }
}
