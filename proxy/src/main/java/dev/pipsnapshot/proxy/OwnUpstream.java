package dev.pipsnapshot.proxy;

import dev.pipsnapshot.proxy.upstream.Upstream;
import dev.pipsnapshot.proxy.upstream.UpstreamConfigurationException;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Refuses a proxy that would ask itself, as one does that pip is told to use everywhere. */
final class OwnUpstream {
  private static final int HTTP = 80;

  private OwnUpstream() {}

  /**
   * Looks a name up only where the ports are the same.
   *
   * @throws UpstreamConfigurationException if one of the indexes is where the proxy is to listen
   */
  static void refuse(InetSocketAddress listening, Upstreams upstreams) {
    for (Upstream upstream : upstreams.all()) {
      URI index = upstream.index().uri();
      int port = index.getPort() < 0 ? HTTP : index.getPort();
      if (index.getScheme().equals("http")
          && port == listening.getPort()
          && isHere(index.getHost(), listening.getAddress())) {
        throw UpstreamConfigurationException.ownUpstream(upstream.index());
      }
    }
  }

  private static boolean isHere(@Nullable String host, InetAddress listening) {
    if (host == null) {
      return false;
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (address.equals(listening)
            || (listening.isAnyLocalAddress()
                && (address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null))) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException | SocketException e) {
      // Whoever asks there will be told so.
      return false;
    }
  }
}
