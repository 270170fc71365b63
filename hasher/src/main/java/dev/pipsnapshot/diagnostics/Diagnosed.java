package dev.pipsnapshot.diagnostics;

/** A throwable that can tell the user what happened; every module's sealed exceptions are. */
public interface Diagnosed {
  /** What happened, where, and what to do about it. */
  Diagnostic diagnostic();
}
