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

  /** A proxy whose index is the proxy. */
  public static UpstreamConfigurationException ownUpstream(IndexUrl index) {
    return new UpstreamConfigurationException(
        Diagnostic.of(
                Category.POLICY,
                "own-upstream",
                "the index " + index + " is where this proxy is to listen: it would ask itself")
            .withHint(
                "name the index behind it with --index-url; PIP_INDEX_URL and pip's configuration"
                    + " files are the default of that"));
  }

  @Override
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
