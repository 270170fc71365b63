package dev.pipsnapshot.proxy.upstream;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The root of a simple repository API (PEP 503): absolute, http or https, with a final slash, and
 * without user information, query or fragment.
 *
 * @param uri the URL
 */
public record IndexUrl(URI uri) {
  /** PyPI's. */
  public static final IndexUrl PYPI = new IndexUrl(URI.create("https://pypi.org/simple/"));

  private static final Pattern ODD_HOST =
      Pattern.compile("(?:[^@]*@)?[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?::\\d{1,5})?");

  private static final String SIMPLE = "/simple/";

  /** What a pip-snapshot's own URLs end in, below the prefix that it may be behind. */
  private static final Pattern VIEW =
      Pattern.compile("(?<=/)((snapshot|for)/[^/]+/|live/)?simple/$");

  public IndexUrl {
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw invalid(uri, "its scheme is not http or https");
    }
    if (!namesHost(uri)) {
      throw invalid(uri, "it names no host");
    }
    if (uri.getRawAuthority().indexOf('@') >= 0) {
      throw new IllegalArgumentException("an index URL holds no credentials");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw invalid(uri, "it has a query or a fragment");
    }
    if (!uri.getRawPath().endsWith("/")) {
      throw invalid(uri, "it has no final slash");
    }
  }

  /** An index URL, and the credentials that were written into it. */
  public record WithCredentials(IndexUrl url, Optional<Credentials> credentials) {}

  /**
   * Parses what a user writes: user information is taken out and kept apart, a missing final slash
   * is added.
   *
   * @throws UpstreamConfigurationException if it is no index URL; the message does not repeat
   *     credentials
   */
  public static WithCredentials parse(String text) {
    URI written = uri(text.strip());
    String authority = Optional.ofNullable(written.getRawAuthority()).orElse("");
    int host = authority.lastIndexOf('@') + 1;
    Optional<String> userInfo =
        host == 0 ? Optional.empty() : Optional.of(authority.substring(0, host - 1));
    String path = Optional.ofNullable(written.getRawPath()).orElse("");
    if (written.getScheme() == null || !namesHost(written)) {
      throw invalid(written, "write it in full, such as " + PYPI);
    }
    String bare =
        written.getScheme().toLowerCase(Locale.ROOT)
            + "://"
            + authority.substring(host)
            + path
            + (path.endsWith("/") ? "" : "/");
    if (written.getRawQuery() != null || written.getRawFragment() != null) {
      throw invalid(written, "it has a query or a fragment");
    }
    return new WithCredentials(new IndexUrl(uri(bare)), userInfo.map(Credentials::ofUserInfo));
  }

  /**
   * Where a pip-snapshot has the whole of its index.
   *
   * @param url where it is itself, or any index URL of it
   */
  public static String live(String url) {
    String base = url.endsWith("/") ? url : url + "/";
    return VIEW.matcher(base).replaceFirst("") + "live/simple/";
  }

  /** Where the page of {@code project} is. */
  public URI projectPage(ProjectName project) {
    return uri.resolve(project.normalised() + "/");
  }

  /**
   * Where warehouse keeps the legacy JSON of {@code project}: {@code /pypi/NAME/json} beside {@code
   * /simple/}. Empty for an index that is not laid out like that.
   */
  public Optional<URI> legacyJson(ProjectName project) {
    return uri.getRawPath().endsWith(SIMPLE)
        ? Optional.of(uri.resolve("../pypi/" + project.normalised() + "/json"))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return uri.toString();
  }

  /** Names with an underscore, as container networks have them, are no hosts to java.net. */
  private static boolean namesHost(URI uri) {
    String authority = uri.getRawAuthority();
    return uri.getHost() != null || (authority != null && ODD_HOST.matcher(authority).matches());
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw UpstreamConfigurationException.of(
          "invalid-index-url",
          "an index URL cannot be read: " + e.getReason() + " at character " + (e.getIndex() + 1),
          "write it in full, such as " + PYPI + ", with odd characters percent-encoded");
    }
  }

  private static UpstreamConfigurationException invalid(URI uri, String reason) {
    return UpstreamConfigurationException.of(
        "invalid-index-url",
        "'" + DisplayUrl.of(uri) + "' is no index URL: " + reason,
        "write it in full, such as " + PYPI);
  }
}
