package dev.pipsnapshot.proxy.upstream;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;

/** Options, environment or netrc say something about upstreams that has no meaning. */
public final class UpstreamConfigurationException extends IllegalArgumentException
    implements Diagnosed {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  private UpstreamConfigurationException(Diagnostic diagnostic) {
    super(diagnostic.message());
    this.diagnostic = diagnostic;
  }

  static UpstreamConfigurationException of(String reference, String message, String hint) {
    return new UpstreamConfigurationException(
        Diagnostic.of(Category.USAGE, reference, message).withHint(hint));
  }

  @Override
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
