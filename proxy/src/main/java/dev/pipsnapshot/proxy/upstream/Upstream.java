package dev.pipsnapshot.proxy.upstream;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One index that is asked.
 *
 * @param name what options and environment variables call it
 * @param index where it is
 * @param credentials those written into its URL
 */
public record Upstream(String name, IndexUrl index, Optional<Credentials> credentials) {
  /** The name of the index that owns whatever no other owns. */
  public static final String DEFAULT_NAME = "default";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?");

  public Upstream {
    requireNonNull(index, "index is null");
    requireNonNull(credentials, "credentials is null");
    if (!NAME.matcher(name).matches()) {
      throw UpstreamConfigurationException.of(
          "invalid-index-name",
          "'" + name + "' is no name for an index",
          "use letters, digits, '-' and '_'");
    }
  }

  /** The index at {@code url}, which may hold credentials. */
  public static Upstream parse(String name, String url) {
    IndexUrl.WithCredentials parsed = IndexUrl.parse(url);
    return new Upstream(name, parsed.url(), parsed.credentials());
  }
}
