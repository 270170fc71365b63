package dev.pipsnapshot.fetcher.pip;

import java.util.List;

/**
 * How a run of pip ended.
 *
 * @param exitCode 0 if it did what it was asked
 * @param output all lines that it wrote, errors too
 */
public record PipOutcome(int exitCode, List<String> output) {
  public PipOutcome {
    output = List.copyOf(output);
  }

  /** Whether it did what it was asked. */
  public boolean isSuccess() {
    return exitCode == 0;
  }
}
