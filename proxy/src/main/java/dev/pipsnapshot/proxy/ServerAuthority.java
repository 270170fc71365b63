package dev.pipsnapshot.proxy;

import dev.pipsnapshot.proxy.http.HostText;
import dev.pipsnapshot.proxy.http.ServerSettings;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** How a server is called: host and port, as in a URL. */
public record ServerAuthority(ServerSettings settings) {
  private static final Pattern ENDS_IN_PORT = Pattern.compile(":[0-9]+$");

  /** Whether all who may call it are on this machine, or come through a tunnel. */
  public boolean isForLoopbackOnly() {
    return bound().isLoopbackAddress() || settings.allowedHosts().isEmpty();
  }

  /** How clients call it once it listens at {@code port}. */
  String ofClients(int port) {
    if (isForLoopbackOnly()) {
      return own(port);
    }
    String name = settings.allowedHosts().get(0);
    return ENDS_IN_PORT.matcher(name).find() ? name : name + ":" + port;
  }

  /** How this machine calls it once it listens at {@code port}. */
  String own(int port) {
    InetAddress bound = bound();
    String host =
        !bound.isAnyLocalAddress()
            ? HostText.of(bound.getAddress())
            : bound instanceof Inet6Address ? "[::1]" : "127.0.0.1";
    return host + ":" + port;
  }

  private InetAddress bound() {
    return settings.address().getAddress();
  }
}
