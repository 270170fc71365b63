package dev.pipsnapshot.cli;

/** How much a command says on standard error; results on standard output are not affected. */
public enum Verbosity {
  QUIET,
  NORMAL,
  VERBOSE
}
