package dev.pipsnapshot.fetcher.lock;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What of a URL belongs into a lock: where a file is, and nothing that lets its reader in. */
final class FileLocation {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Pattern SIGNATURE =
      Pattern.compile(
          "(x-amz-.*|x-goog-.*|awsaccesskeyid|expires|key-pair-id|policy|signature|sig|se|sp|sv"
              + "|.*token.*|.*secret.*|.*password.*|api[-_]?key|auth.*)");

  private FileLocation() {}

  /** Whether {@code url} can stand in a lock as it is. */
  static boolean isLocation(URI url) {
    return url.getScheme() != null
        && SCHEMES.contains(url.getScheme().toLowerCase(Locale.ROOT))
        // Names with an underscore are no hosts to java.net.
        && url.getRawAuthority() != null
        && url.getRawAuthority().indexOf('@') < 0
        && url.getRawFragment() == null;
  }

  /**
   * The URL without user information, fragment, and those parameters of the query that sign it.
   *
   * @throws IllegalArgumentException if that leaves nothing that can stand in a lock
   */
  static URI of(URI url) {
    if (isLocation(url) && url.getRawQuery() == null) {
      return url;
    }
    String authority = Optional.ofNullable(url.getRawAuthority()).orElse("");
    String query =
        Arrays.stream(Optional.ofNullable(url.getRawQuery()).orElse("").split("&", -1))
            .filter(parameter -> !parameter.isEmpty() && !isSignature(parameter))
            .collect(Collectors.joining("&"));
    try {
      URI location =
          new URI(
              url.getScheme()
                  + "://"
                  + authority.substring(authority.lastIndexOf('@') + 1)
                  + Optional.ofNullable(url.getRawPath()).orElse("")
                  + (query.isEmpty() ? "" : "?" + query));
      if (isLocation(location)) {
        return location;
      }
      throw new IllegalArgumentException("not a place to lock");
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a place to lock", e);
    }
  }

  private static boolean isSignature(String parameter) {
    String name = parameter.split("=", 2)[0].toLowerCase(Locale.ROOT);
    return SIGNATURE.matcher(name).matches();
  }
}
