package dev.pipsnapshot.proxy.service.files;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;

/** A known file that neither the cache nor its host gives. */
public final class FileUnavailableException extends RuntimeException implements Diagnosed {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  FileUnavailableException(Diagnostic diagnostic, Throwable cause) {
    super(diagnostic.message(), cause);
    this.diagnostic = diagnostic;
  }

  @Override
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
