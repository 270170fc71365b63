package dev.pipsnapshot.proxy.upstream;

import dev.pipsnapshot.diagnostics.Diagnosed;
import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.diagnostics.IoReason;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An upstream did not give what was asked for. Messages name the host and show URLs without
 * credentials.
 */
public abstract sealed class UpstreamException extends IOException implements Diagnosed {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  private UpstreamException(Diagnostic diagnostic, @Nullable Throwable cause) {
    super(diagnostic.message(), cause);
    this.diagnostic = diagnostic;
  }

  @Override
  public Diagnostic diagnostic() {
    return diagnostic;
  }

  /** There is nothing at the URL. */
  public static final class NotFound extends UpstreamException {
    private static final long serialVersionUID = 1L;

    NotFound(URI url, int status) {
      this(
          told("upstream-not-found", host(url) + " has nothing at " + shown(url), status)
              .withHint("the file may have been deleted from the index; ask for its page again"));
    }

    private NotFound(Diagnostic diagnostic) {
      super(diagnostic, null);
    }

    static NotFound projectList(URI url, int status) {
      return new NotFound(
          told(
                  "no-project-list",
                  "the index " + shown(url) + " has no list of its projects",
                  status)
              .withHint("the pages of single projects are there without it: /simple/NAME/"));
    }
  }

  /** It could not be reached, or said that it cannot answer now, also after retries. */
  public static final class Unavailable extends UpstreamException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;
    private final boolean passing;

    private Unavailable(
        Diagnostic diagnostic,
        boolean passing,
        Optional<Duration> retryAfter,
        @Nullable Throwable cause) {
      super(diagnostic, cause);
      this.passing = passing;
      this.retryAfter = retryAfter;
    }

    static Unavailable unreachable(URI url, IOException cause) {
      return new Unavailable(
          Diagnostic.of(
                  Category.UPSTREAM,
                  "upstream-unreachable",
                  host(url) + " cannot be reached for " + shown(url) + ": " + reason(cause))
              .withHint(
                  "check the network, --index-url, and HTTPS_PROXY and NO_PROXY; or use --offline"),
          true,
          Optional.empty(),
          cause);
    }

    static Unavailable status(URI url, int status, boolean passing, Optional<Duration> retryAfter) {
      return new Unavailable(
          told("upstream-unavailable", host(url) + " cannot answer for " + shown(url), status)
              .withHint(
                  retryAfter
                      .map(wait -> "it asks to wait " + wait.toSeconds() + " s; try again then")
                      .orElse("try again later, or use --offline")),
          passing,
          retryAfter,
          null);
    }

    static Unavailable closed(URI url) {
      return new Unavailable(
          Diagnostic.of(Category.UPSTREAM, "upstream-closed", "given up while asking " + host(url)),
          false,
          Optional.empty(),
          null);
    }

    /** Whether asking again soon may help. */
    boolean isPassing() {
      return passing;
    }

    /** How long upstream asked to wait, if it did. */
    public Optional<Duration> retryAfter() {
      return retryAfter;
    }
  }

  /** It took too long to connect, to begin its answer, or to go on with it. */
  public static final class TimedOut extends UpstreamException {
    private static final long serialVersionUID = 1L;

    TimedOut(URI url, IOException cause) {
      super(
          Diagnostic.of(
                  Category.UPSTREAM,
                  "upstream-timeout",
                  host(url) + " did not answer in time for " + shown(url))
              .withHint("try again later, or use --offline"),
          cause);
    }
  }

  /** A body ended before its end. */
  public static final class Truncated extends UpstreamException {
    private static final long serialVersionUID = 1L;

    Truncated(URI url, IOException cause) {
      super(
          Diagnostic.of(
                  Category.UPSTREAM,
                  "upstream-truncated",
                  host(url) + " broke off in the middle of " + shown(url) + ": " + reason(cause))
              .withHint("try again; if it stays so, a proxy on the way may cut long answers"),
          cause);
    }
  }

  /** Its answer contradicts the protocol. */
  public static final class Malformed extends UpstreamException {
    private static final long serialVersionUID = 1L;

    Malformed(URI url, String what) {
      super(
          Diagnostic.of(
              Category.UPSTREAM,
              "upstream-malformed",
              host(url) + " gave a wrong answer for " + shown(url) + ": " + what),
          null);
    }
  }

  /** Its certificate is not trusted, or TLS failed otherwise. */
  public static final class Untrusted extends UpstreamException {
    private static final long serialVersionUID = 1L;

    Untrusted(URI url, IOException cause) {
      super(
          Diagnostic.of(
                  Category.UPSTREAM,
                  "upstream-untrusted",
                  "no trusted TLS connection to " + host(url) + ": " + reason(cause))
              .withHint("name the certificate authority's PEM file in SSL_CERT_FILE or PIP_CERT"),
          cause);
    }
  }

  /** It wants credentials, or other ones (401, 403, or 407 from a proxy on the way). */
  public static final class Forbidden extends UpstreamException {
    private static final long serialVersionUID = 1L;

    Forbidden(URI url, int status) {
      super(
          told("upstream-forbidden", host(url) + " gives no access to " + shown(url), status)
              .withHint(hint(url, status)),
          null);
    }

    private Forbidden(Diagnostic diagnostic) {
      super(diagnostic, null);
    }

    /** Of a project's page, where some indexes have another meaning for 403. */
    static Forbidden page(URI url) {
      return new Forbidden(
          told("upstream-forbidden", host(url) + " gives no access to " + shown(url), 403)
              .withHint(
                  "either it wants credentials: "
                      + hint(url, 403)
                      + "; or it has no such project and says so with 403, as storage buckets do:"
                      + " then start with --missing-project 403"));
    }

    private static String hint(URI url, int status) {
      if (status == 407) {
        return "put the proxy's credentials into HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT";
      }
      Origin origin = Origin.of(url);
      return origin.isConfidential()
          ? "add 'machine " + origin.host() + " login USER password PASSWORD' to ~/.netrc"
          : "credentials are sent over https only; use an https URL for " + origin.host();
    }
  }

  /** It led where this program does not go. */
  public static final class Refused extends UpstreamException {
    private static final long serialVersionUID = 1L;

    private Refused(Diagnostic diagnostic) {
      super(diagnostic, null);
    }

    /** The page of a name that an index owns would come from another host. */
    static Refused ownedElsewhere(URI from, URI to) {
      return new Refused(
          Diagnostic.of(
                  Category.POLICY,
                  "owned-elsewhere",
                  "the page "
                      + shown(from)
                      + " of a name with an owner is redirected to "
                      + host(to)
                      + ", where anybody may have put it")
              .withHint(
                  "if that is the index of these names, name it with --extra-index instead of the"
                      + " one that leads there"));
    }

    Refused(URI url, String why) {
      super(
          Diagnostic.of(Category.POLICY, "upstream-refused", shown(url) + " is not fetched: " + why)
              .withHint(
                  "pages and redirects may lead to such an address only if the index is there too"),
          null);
    }
  }

  /** Its answer is longer than it may be. */
  public static final class TooLarge extends UpstreamException {
    private static final long serialVersionUID = 1L;

    TooLarge(URI url, long limit) {
      super(
          Diagnostic.of(
              Category.UPSTREAM,
              "upstream-too-large",
              "the answer of "
                  + host(url)
                  + " for "
                  + shown(url)
                  + " is longer than "
                  + limit
                  + " bytes"),
          null);
    }
  }

  private static Diagnostic told(String reference, String sentence, int status) {
    return Diagnostic.of(Category.UPSTREAM, reference, sentence + " (HTTP status " + status + ")");
  }

  private static String host(URI url) {
    return Optional.ofNullable(url.getHost())
        // Names with an underscore are no hosts to java.net.
        .or(
            () ->
                Optional.ofNullable(url.getRawAuthority())
                    .map(authority -> authority.substring(authority.lastIndexOf('@') + 1)))
        .orElse("the upstream");
  }

  private static DisplayUrl shown(URI url) {
    return DisplayUrl.of(url);
  }

  /** The cause in one line; what a server sent may be part of it. */
  private static String reason(IOException cause) {
    return IoReason.of(cause).replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
