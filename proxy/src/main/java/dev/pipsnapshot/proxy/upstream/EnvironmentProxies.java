package dev.pipsnapshot.proxy.upstream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Response;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}
 * name, in either case; lower case wins, an empty value is none.
 */
final class EnvironmentProxies {
  private final Optional<ProxyServer> http;
  private final Optional<ProxyServer> https;
  private final NoProxy noProxy;

  /** A proxy, and what it wants to see. */
  private record ProxyServer(Proxy.Type type, String host, int port, Optional<Credentials> login) {
    Proxy proxy() {
      // Resolved here and not by the client: its name service is not for the user's own proxy.
      return new Proxy(type, new InetSocketAddress(host, port));
    }
  }

  private EnvironmentProxies(
      Optional<ProxyServer> http, Optional<ProxyServer> https, NoProxy noProxy) {
    this.http = http;
    this.https = https;
    this.noProxy = noProxy;
  }

  /**
   * Reads the environment.
   *
   * @throws UpstreamConfigurationException if a proxy's URL has no meaning here
   */
  static EnvironmentProxies from(Map<String, String> environment) {
    Optional<ProxyServer> all = server(environment, "ALL_PROXY", Optional.empty());
    return new EnvironmentProxies(
        server(environment, "HTTP_PROXY", all),
        server(environment, "HTTPS_PROXY", all),
        NoProxy.parse(value(environment, "NO_PROXY")));
  }

  /** Which proxy a URL goes through. */
  ProxySelector selector() {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI url) {
        return List.of(serverFor(url).map(ProxyServer::proxy).orElse(Proxy.NO_PROXY));
      }

      @Override
      public void connectFailed(URI url, SocketAddress address, IOException failure) {
        // The failure of the call tells it.
      }
    };
  }

  /** Answers a proxy that wants credentials, once. */
  Authenticator authenticator() {
    return (route, response) ->
        serverFor(response.request().url().uri())
            .flatMap(ProxyServer::login)
            .filter(login -> response.request().header("Proxy-Authorization") == null)
            .map(login -> authorised(response, login))
            .orElse(null);
  }

  private static okhttp3.Request authorised(Response response, Credentials login) {
    return response
        .request()
        .newBuilder()
        .header("Proxy-Authorization", BasicAuthorization.of(login))
        .build();
  }

  private Optional<ProxyServer> serverFor(URI url) {
    Origin origin = Origin.of(url);
    Optional<ProxyServer> server = origin.scheme().equals("https") ? https : http;
    return server.isEmpty() || noProxy.matches(origin) ? Optional.empty() : server;
  }

  private static String value(Map<String, String> environment, String name) {
    String upperCase = environment.getOrDefault(name, "");
    return environment.getOrDefault(name.toLowerCase(Locale.ROOT), upperCase).strip();
  }

  private static Optional<ProxyServer> server(
      Map<String, String> environment, String name, Optional<ProxyServer> otherwise) {
    String text = value(environment, name);
    return text.isEmpty() ? otherwise : Optional.of(parse(name, text));
  }

  private static ProxyServer parse(String name, String text) {
    URI url;
    try {
      url = new URI(text.contains("://") ? text : "http://" + text);
    } catch (URISyntaxException e) {
      throw invalid(name, "it cannot be read: " + e.getReason());
    }
    if (url.getHost() == null) {
      throw invalid(name, "it names no host");
    }
    Optional<Credentials> login =
        Optional.ofNullable(url.getRawUserInfo()).map(Credentials::ofUserInfo);
    return switch (url.getScheme().toLowerCase(Locale.ROOT)) {
      case "http" -> new ProxyServer(Proxy.Type.HTTP, Origin.hostOf(url), port(url, 80), login);
      case "socks", "socks4", "socks4a", "socks5", "socks5h" -> {
        if (login.isPresent()) {
          throw invalid(name, "credentials for a SOCKS proxy are not supported");
        }
        yield new ProxyServer(Proxy.Type.SOCKS, Origin.hostOf(url), port(url, 1080), login);
      }
      default -> throw invalid(name, "a proxy is reached over http or socks5");
    };
  }

  private static int port(URI url, int otherwise) {
    return url.getPort() >= 0 ? url.getPort() : otherwise;
  }

  private static UpstreamConfigurationException invalid(String name, String why) {
    return UpstreamConfigurationException.of(
        "invalid-proxy-url",
        "the proxy in the environment variable " + name + " cannot be used: " + why,
        "write " + name + "=http://[USER:PASSWORD@]HOST:PORT, or unset it");
  }
}
