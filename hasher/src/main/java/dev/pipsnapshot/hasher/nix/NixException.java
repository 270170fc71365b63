package dev.pipsnapshot.hasher.nix;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;

/**
 * A hash or a store name that is not what it must be. Unchecked, like the parsing failures of the
 * JDK.
 */
public abstract sealed class NixException extends RuntimeException implements Diagnosed
    permits HashMismatchException, HashSyntaxException, StoreNameException {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  NixException(Diagnostic diagnostic) {
    super(diagnostic.message());
    this.diagnostic = diagnostic;
  }

  @Override
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
