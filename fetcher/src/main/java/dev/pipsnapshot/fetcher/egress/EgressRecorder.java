package dev.pipsnapshot.fetcher.egress;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP proxy on loopback that lets nobody through, but for hosts that were allowed, and
 * remembers who was asked for. It stops programs that honour {@code HTTP_PROXY}; what opens a
 * socket itself is stopped by nothing short of a sandbox.
 */
public final class EgressRecorder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EgressRecorder.class);
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int CONNECT_TIMEOUT_MILLIS = 30_000;
  private static final int HEAD_TIMEOUT_MILLIS = 30_000;

  private final ServerSocket server;
  private final Set<String> allowedHosts;
  private final ExecutorService connections;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<String> refused = new ConcurrentSkipListSet<>();

  private EgressRecorder(ServerSocket server, Set<String> allowedHosts) {
    this.server = server;
    this.allowedHosts = allowedHosts;
    this.connections =
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task, "egress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Listens on any free port of loopback. */
  public static EgressRecorder start(Set<String> allowedHosts) throws IOException {
    var server = new ServerSocket();
    server.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0));
    var recorder =
        new EgressRecorder(
            server,
            Set.copyOf(allowedHosts.stream().map(h -> h.toLowerCase(Locale.ROOT)).toList()));
    recorder.connections.execute(recorder::accept);
    return recorder;
  }

  /** What to put into {@code HTTP_PROXY} and its like. */
  public URI proxyUrl() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** The hosts and ports that were asked for and refused, sorted, each once. */
  public List<String> refused() {
    return List.copyOf(refused);
  }

  /** Stops listening and cuts what is open. Idempotent. */
  @Override
  public void close() {
    closeQuietly(server);
    open.forEach(EgressRecorder::closeQuietly);
    connections.shutdownNow();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        connections.execute(() -> serve(client));
      } catch (IOException e) {
        if (!server.isClosed()) {
          LOG.debug("egress accept failed", e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setSoTimeout(HEAD_TIMEOUT_MILLIS);
      var in = new BufferedInputStream(client.getInputStream());
      Optional<ProxyRequest> request = ProxyRequest.read(in);
      if (request.isEmpty()) {
        answer(client, "400 Bad Request", "pip-snapshot: this is a proxy");
        return;
      }
      Destination destination = request.get().destination();
      if (!allowedHosts.contains(destination.host())) {
        refused.add(destination.toString());
        LOG.debug("egress refused destination={}", destination);
        answer(
            client,
            "403 Forbidden",
            "pip-snapshot: " + destination + " is not part of the snapshot");
        return;
      }
      client.setSoTimeout(0);
      connect(client, in, request.get());
    } catch (IOException e) {
      LOG.debug("egress connection ended early", e);
    } finally {
      open.remove(client);
    }
  }

  private void connect(Socket client, InputStream in, ProxyRequest request) throws IOException {
    Destination destination = request.destination();
    try (var origin = new Socket()) {
      open.add(origin);
      try {
        origin.connect(
            new InetSocketAddress(destination.host(), destination.port()), CONNECT_TIMEOUT_MILLIS);
      } catch (IOException e) {
        answer(client, "502 Bad Gateway", "pip-snapshot: cannot reach " + destination);
        return;
      }
      if (request.isTunnel()) {
        write(client.getOutputStream(), "HTTP/1.1 200 Connection established\r\n\r\n");
      } else {
        origin.getOutputStream().write(request.forOrigin());
      }
      connections.execute(() -> pump(in, origin));
      origin.getInputStream().transferTo(client.getOutputStream());
    } finally {
      open.removeIf(Socket::isClosed);
    }
  }

  private static void pump(InputStream from, Socket to) {
    try {
      from.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // One side hung up; the other direction notices by itself.
      LOG.trace("egress pump ended", e);
    }
  }

  private static void answer(Socket client, String status, String text) throws IOException {
    String body = text + "\n";
    write(
        client.getOutputStream(),
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static void closeQuietly(Closeable resource) {
    try {
      resource.close();
    } catch (IOException e) {
      LOG.trace("close failed", e);
    }
  }
}
