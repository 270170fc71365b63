package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** An index answered with something that is not the page it should be. */
public final class MalformedPageException extends RuntimeException implements Diagnosed {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  /**
   * A page at {@code url} that cannot be used.
   *
   * @param url where it came from; credentials and query are left out of the message
   * @param fault what is wrong and where in the page, as a clause
   */
  MalformedPageException(URI url, String fault, @Nullable Throwable cause) {
    this(
        Diagnostic.of(
                Category.UPSTREAM,
                "malformed-page",
                "the page " + withoutSecrets(url) + " is malformed: " + fault)
            .withHint(
                "check that the index URL is that of a simple repository (PEP 503, PEP 691), and"
                    + " that nothing between here and there changes or cuts answers"),
        cause);
  }

  private MalformedPageException(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic.message(), cause);
    this.diagnostic = diagnostic;
  }

  @Override
  public Diagnostic diagnostic() {
    return diagnostic;
  }

  static String withoutSecrets(URI url) {
    var authority = url.getRawAuthority();
    if (authority == null) {
      return String.valueOf(url.getRawPath());
    }
    return url.getScheme()
        + "://"
        + authority.substring(authority.lastIndexOf('@') + 1)
        + url.getRawPath();
  }
}
