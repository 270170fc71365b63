package dev.pipsnapshot.cli;

import dev.pipsnapshot.diagnostics.Diagnostic.Category;

/** The exit statuses of every command, and the only place that knows them. */
public enum ExitStatus {
  OK(0, "success"),
  BUG(1, "unexpected error: a bug, please report it with the output of --stacktrace"),
  USAGE(2, "usage"),
  RESOLUTION(3, "pip found no solution, or failed"),
  UPSTREAM(4, "upstream unreachable"),
  MISMATCH(5, "hash or size mismatch"),
  DIRECTORY(6, "output or cache directory problem"),
  POLICY(7, "refused by policy (future cutoff, missing upload time, direct URL)"),
  INTERRUPTED(130, "interrupted");

  private final int code;
  private final String meaning;

  ExitStatus(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The process exit code, 0 to 255. */
  public int code() {
    return code;
  }

  /** What the help texts say of it. */
  public String meaning() {
    return meaning;
  }

  /** The status with which a command ends after a failure of this kind. */
  public static ExitStatus of(Category category) {
    return switch (category) {
      case BUG -> BUG;
      case USAGE -> USAGE;
      case RESOLUTION -> RESOLUTION;
      case UPSTREAM -> UPSTREAM;
      case MISMATCH -> MISMATCH;
      case DIRECTORY -> DIRECTORY;
      case POLICY -> POLICY;
    };
  }
}
