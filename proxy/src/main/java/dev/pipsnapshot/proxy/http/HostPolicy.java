package dev.pipsnapshot.proxy.http;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which authorities a client may address. A page in a browser whose DNS name was rebound to
 * loopback sends its own name, and is refused by it.
 */
final class HostPolicy {
  private static final int DEFAULT_PORT = 80;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern AUTHORITY =
      Pattern.compile("(?<host>[a-z0-9._-]+|\\[[0-9a-f:.]+])(:(?<port>\\d{1,5}))?");

  private final int port;
  private final Set<String> ours;
  private final Set<String> allowed;

  HostPolicy(int port, Set<String> allowed) {
    this.port = port;
    this.ours = Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port);
    this.allowed = new HashSet<>();
    for (String name : allowed) {
      this.allowed.add(name.toLowerCase(Locale.ROOT));
    }
  }

  /** Whether {@code authority}, as in a {@code Host} header, means this server. */
  boolean admits(String authority) {
    String lower = authority.toLowerCase(Locale.ROOT);
    return ours.contains(lower) || admitsParts(lower);
  }

  private boolean admitsParts(String lower) {
    var parts = AUTHORITY.matcher(lower);
    if (!parts.matches()) {
      return false;
    }
    String host = parts.group("host");
    String givenPort = parts.group("port");
    int effectivePort = givenPort == null ? DEFAULT_PORT : Integer.parseInt(givenPort);
    return (effectivePort == port && LOOPBACK.contains(host))
        || allowed.contains(host)
        || allowed.contains(lower);
  }
}
