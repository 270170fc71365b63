package dev.pipsnapshot.proxy.http;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which authorities a client may address. A page in a browser whose DNS name was rebound to
 * loopback sends its own name, and is refused by it. The port tells nothing: a tunnel or a
 * container has another outside. Belongs to one connection.
 */
final class HostPolicy {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern AUTHORITY =
      Pattern.compile("(?<host>[a-z0-9._-]+|\\[[0-9a-f:.]+])(:\\d{1,5})?");

  private final Set<String> allowed;

  /** What was admitted last: a client says the same in each of its requests. */
  private @Nullable String admitted;

  HostPolicy(Collection<String> allowed) {
    this.allowed = new HashSet<>();
    for (String name : allowed) {
      this.allowed.add(HostText.canonical(name.toLowerCase(Locale.ROOT)));
    }
  }

  /** Whether {@code lower} has the form of a host in lower case, with a port or without. */
  static boolean isAuthority(String lower) {
    return AUTHORITY.matcher(lower).matches();
  }

  /** Whether {@code authority}, as in a {@code Host} header, means this server. */
  boolean admits(String authority) {
    if (authority.equals(admitted)) {
      return true;
    }
    String lower = authority.toLowerCase(Locale.ROOT);
    var parts = AUTHORITY.matcher(lower);
    if (!parts.matches()) {
      return false;
    }
    String host = HostText.canonical(parts.group("host"));
    if (!LOOPBACK.contains(host) && !allowed.contains(host) && !allowed.contains(lower)) {
      return false;
    }
    admitted = authority;
    return true;
  }
}
