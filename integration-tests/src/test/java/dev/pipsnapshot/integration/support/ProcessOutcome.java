package dev.pipsnapshot.integration.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What a process left behind.
 *
 * @param command the command line
 * @param exitCode its exit code
 * @param stdout what it wrote to standard output
 * @param stderr what it wrote to standard error
 */
public record ProcessOutcome(List<String> command, int exitCode, String stdout, String stderr) {
  public ProcessOutcome {
    command = List.copyOf(command);
  }

  /** Both streams, one after the other. */
  public String output() {
    return stdout + stderr;
  }

  /** Asserts exit code 0. */
  public ProcessOutcome assertSucceeded() {
    assertThat(exitCode).as("exit code of %s%n%s", command, output()).isZero();
    return this;
  }

  /** Asserts any other exit code. */
  public ProcessOutcome assertFailed() {
    assertThat(exitCode).as("exit code of %s%n%s", command, output()).isNotZero();
    return this;
  }
}
