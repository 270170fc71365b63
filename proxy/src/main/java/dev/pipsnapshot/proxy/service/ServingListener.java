package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.proxy.index.ProjectName;

/**
 * Told what was served. Calls come from any thread, also at once, and must return soon: a client is
 * waiting.
 */
public interface ServingListener {
  /** Reference of the diagnostic of a project asked for without a date, by a proxy without one. */
  String NO_DATE = "no-date";

  /** Reference of the diagnostic of a project that the view leaves nothing of. */
  String NOTHING_BEFORE_CUTOFF = "nothing-before-cutoff";

  /** A project page was rendered or taken from those kept ready. */
  default void served(ServedPage page) {}

  /** A client takes a file, and its bytes have been verified. */
  default void served(ServedFile file) {}

  /**
   * A project page could not be given, for a reason that is neither the view's nor the client's.
   */
  default void failed(ProjectName project, Diagnostic diagnostic) {}

  /** There is nothing to give for a project; the diagnostic says whether it is the view's doing. */
  default void missing(ProjectName project, Diagnostic diagnostic) {}

  /** A file, or its core metadata, could not be given, for such a reason. */
  default void failed(String filename, Diagnostic diagnostic) {}
}
