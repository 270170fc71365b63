package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.proxy.http.HostText;
import dev.pipsnapshot.proxy.http.ServerLimits;
import dev.pipsnapshot.proxy.http.ServerSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Where to listen, resolved. */
record ListenAddress(InetSocketAddress socket) {
  /** Where {@code snapshot-proxy} listens if nobody says otherwise. */
  static final String DEFAULT = "127.0.0.1:8417";

  /**
   * Reads {@code HOST:PORT}.
   *
   * @throws IllegalArgumentException saying what to write instead
   */
  static ListenAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : withoutBrackets(text.substring(0, colon));
    InetSocketAddress address;
    try {
      address = new InetSocketAddress(host, Integer.parseInt(text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("write HOST:PORT, such as " + DEFAULT, e);
    }
    if (host.isEmpty() || address.isUnresolved()) {
      throw new IllegalArgumentException("the host is unknown; write HOST:PORT");
    }
    return new ListenAddress(address);
  }

  /**
   * The server there. Who was told to listen at an address may be called by it.
   *
   * @throws IllegalArgumentException if one of {@code allowedHosts} cannot be a host
   */
  ServerSettings settings(List<String> allowedHosts) {
    List<String> hosts = new ArrayList<>(allowedHosts);
    InetAddress bound = socket.getAddress();
    if (!bound.isAnyLocalAddress()) {
      hosts.add(HostText.of(bound.getAddress()));
    }
    return new ServerSettings(socket, hosts, ServerLimits.DEFAULT);
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
