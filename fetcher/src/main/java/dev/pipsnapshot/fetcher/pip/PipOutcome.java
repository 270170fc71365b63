package dev.pipsnapshot.fetcher.pip;

import java.util.List;
import java.util.Optional;

/**
 * How a run of pip ended.
 *
 * @param exitCode 0 if it did what it was asked
 * @param output all lines that it wrote, errors too
 */
public record PipOutcome(int exitCode, List<String> output) {
  /** pip's own number; others stand for wrong options, bugs, interrupts. */
  private static final int ERROR = 1;

  public PipOutcome {
    output = List.copyOf(output);
  }

  /** The line in which it says that a disk, or the user's part of it, is full. */
  public Optional<String> spaceComplaint() {
    return output.stream()
        .filter(line -> line.contains("[Errno 28]") || line.contains("[Errno 122]"))
        .findFirst()
        .map(String::strip);
  }

  /** Whether it understood what it was asked, and came to an end, but not to a solution. */
  public boolean isRefusal() {
    return exitCode == ERROR;
  }

  /** Whether it did what it was asked. */
  public boolean isSuccess() {
    return exitCode == 0;
  }
}
