package dev.pipsnapshot.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options that every command takes. */
@Command(mixinStandardHelpOptions = true)
public final class CommonOptions {
  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but results and errors.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say more: each request, each decision.")
  private boolean verbose;

  @Option(names = "--stacktrace", description = "Print stack traces with errors.")
  private boolean stacktrace;

  /** How much the command says on standard error. */
  public Verbosity verbosity() {
    if (verbose) {
      return Verbosity.VERBOSE;
    }
    return quiet ? Verbosity.QUIET : Verbosity.NORMAL;
  }

  boolean stacktrace() {
    return stacktrace;
  }
}
