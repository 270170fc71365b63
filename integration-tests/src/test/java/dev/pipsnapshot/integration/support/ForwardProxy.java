package dev.pipsnapshot.integration.support;

import dev.pipsnapshot.integration.support.http.Answer;
import dev.pipsnapshot.integration.support.http.LoopbackServer;
import dev.pipsnapshot.integration.support.http.ReceivedRequest;
import dev.pipsnapshot.integration.support.http.RequestLog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP proxy (RFC 9110, section 7.6) on loopback, as companies have them: it alone knows where
 * the hosts are. It tunnels (CONNECT) to their ports, and relays what is asked in plain text.
 */
public final class ForwardProxy implements AutoCloseable {
  private final LoopbackServer server = LoopbackServer.start(this::answer);
  private final Map<String, URI> hosts;
  private volatile Optional<String> authorization = Optional.empty();

  private ForwardProxy(Map<String, URI> hosts) {
    this.hosts = Map.copyOf(hosts);
  }

  /** Starts one that knows these hosts, each being a server on loopback. */
  public static ForwardProxy knowing(Map<String, URI> hosts) {
    return new ForwardProxy(hosts);
  }

  /** Lets in only those who give these credentials. */
  public ForwardProxy requiring(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    authorization = Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    return this;
  }

  /** Where it listens, as {@code HTTPS_PROXY} says it. */
  public URI url() {
    return server.origin();
  }

  /** The same with credentials. */
  public URI url(String user, String password) {
    return URI.create(url().toString().replace("://", "://" + user + ":" + password + "@"));
  }

  /** What it was asked. */
  public RequestLog log() {
    return server.log();
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(ReceivedRequest request) {
    if (authorization.isPresent() && !request.header("Proxy-Authorization").equals(authorization)) {
      return Answer.status(407).with("Proxy-Authenticate", "Basic realm=\"corporate\"");
    }
    boolean tunnelled = request.method().equals("CONNECT");
    URI target = URI.create(tunnelled ? "tunnel://" + request.target() : request.target());
    URI host = hosts.get(target.getHost());
    if (host == null) {
      return Answer.status(502);
    }
    return tunnelled ? Answer.tunnel(host.getPort()) : new Relay(host).apply(request);
  }
}
