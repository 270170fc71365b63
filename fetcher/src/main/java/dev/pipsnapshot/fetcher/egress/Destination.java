package dev.pipsnapshot.fetcher.egress;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a client wanted to go.
 *
 * @param host in lower case, IPv6 without brackets
 * @param port 1 to 65535
 */
public record Destination(String host, int port) {
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]+))(?::(\\d{1,5}))?");
  private static final int MAX_PORT = 65535;

  public Destination {
    host = host.toLowerCase(Locale.ROOT);
    if (host.isEmpty() || port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("no destination: " + host + ":" + port);
    }
  }

  /** Parses {@code host}, {@code host:port} or {@code [address]:port}. */
  static Optional<Destination> parse(String authority, int defaultPort) {
    Matcher matcher = AUTHORITY.matcher(authority);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    int port = matcher.group(3) == null ? defaultPort : Integer.parseInt(matcher.group(3));
    return port < 1 || port > MAX_PORT
        ? Optional.empty()
        : Optional.of(new Destination(host, port));
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
