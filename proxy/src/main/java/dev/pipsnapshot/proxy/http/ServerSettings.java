package dev.pipsnapshot.proxy.http;

import java.net.InetSocketAddress;
import java.util.Set;

/**
 * Where and for whom to serve.
 *
 * @param address where to listen, resolved; port 0 means any free one
 * @param allowedHosts names or literals, each with or without a port, that a {@code Host} header
 *     may hold besides the loopback names; IPv6 literals in brackets
 * @param limits what clients may cost
 */
public record ServerSettings(
    InetSocketAddress address, Set<String> allowedHosts, ServerLimits limits) {
  public ServerSettings {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("address is not resolved: " + address.getHostString());
    }
    allowedHosts = Set.copyOf(allowedHosts);
  }
}
