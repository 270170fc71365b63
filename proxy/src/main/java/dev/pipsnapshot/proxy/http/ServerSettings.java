package dev.pipsnapshot.proxy.http;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/**
 * Where and for whom to serve.
 *
 * @param address where to listen, resolved; port 0 means any free one
 * @param allowedHosts names or literals, each with or without a port, that a {@code Host} header
 *     may hold besides the loopback names, the one for URLs first; IPv6 literals in brackets
 * @param limits what clients may cost
 */
public record ServerSettings(
    InetSocketAddress address, List<String> allowedHosts, ServerLimits limits) {
  public ServerSettings {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("address is not resolved: " + address.getHostString());
    }
    allowedHosts = List.copyOf(allowedHosts);
    for (String host : allowedHosts) {
      if (!HostPolicy.isAuthority(host.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "'" + host + "' is no host; write a name or an address, with a port or without");
      }
    }
  }
}
