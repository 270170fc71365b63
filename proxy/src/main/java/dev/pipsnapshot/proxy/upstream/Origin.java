package dev.pipsnapshot.proxy.upstream;

import java.net.URI;
import java.util.Locale;
import okhttp3.HttpUrl;

/**
 * Scheme, host and port: the unit to which credentials belong (RFC 6454).
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower case; IPv6 literals without brackets
 * @param port never the "default" mark -1
 */
record Origin(String scheme, String host, int port) {
  /** The origin of an absolute http(s) URL. */
  static Origin of(URI url) {
    if (url.getHost() == null) {
      // Names with an underscore, which are in use, are no hosts to java.net.
      HttpUrl known = HttpUrl.get(url.toString());
      return new Origin(known.scheme(), known.host(), known.port());
    }
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
    return new Origin(scheme, hostOf(url), port);
  }

  static String hostOf(URI url) {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Whether what is sent there can be read by none but the two ends. */
  boolean isConfidential() {
    return scheme.equals("https") || AddressKind.isLoopbackName(host);
  }
}
