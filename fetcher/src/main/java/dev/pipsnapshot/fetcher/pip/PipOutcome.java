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

  /** Whether it did what it was asked. */
  public boolean isSuccess() {
    return exitCode == 0;
  }
}
