package dev.pipsnapshot.integration.support.http;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * An HTTP/1.1 server on a free loopback port, one thread a connection. It speaks on the bare
 * socket, because a well-behaved server library cannot cut a body, lie or reset on request.
 */
public final class LoopbackServer implements AutoCloseable {
  private static final int BACKLOG = 256;

  private final ServerSocket listener;
  private final String scheme;
  private final Function<ReceivedRequest, Answer> handler;
  private final RequestLog log = new RequestLog();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "loopback-server");
            thread.setDaemon(true);
            return thread;
          });

  private LoopbackServer(
      ServerSocket listener, String scheme, Function<ReceivedRequest, Answer> handler) {
    this.listener = listener;
    this.scheme = scheme;
    this.handler = handler;
  }

  /** Starts a server that answers with {@code handler}, which may be called by many threads. */
  public static LoopbackServer start(Function<ReceivedRequest, Answer> handler) {
    return start(ServerSocketFactory.getDefault(), "http", handler);
  }

  /** The same over TLS. */
  public static LoopbackServer startTls(
      SSLContext identity, Function<ReceivedRequest, Answer> handler) {
    return start(identity.getServerSocketFactory(), "https", handler);
  }

  private static LoopbackServer start(
      ServerSocketFactory sockets, String scheme, Function<ReceivedRequest, Answer> handler) {
    try {
      var listener = sockets.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      var server = new LoopbackServer(listener, scheme, handler);
      server.threads.execute(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Scheme, host and port, without a slash at the end. */
  public URI origin() {
    return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort());
  }

  /** What was asked of it. */
  public RequestLog log() {
    return log;
  }

  /** Stops at once: connections break, as when the machine goes down. */
  @Override
  public void close() {
    closeQuietly(listener);
    connections.forEach(LoopbackServer::closeQuietly);
    threads.shutdownNow();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket connection = listener.accept();
        connection.setTcpNoDelay(true);
        connections.add(connection);
        threads.execute(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      boolean open = true;
      while (open) {
        var request = ReceivedRequest.read(in);
        open = request.isPresent() && answer(request.get(), connection, in);
      }
    } catch (IOException e) {
      // The client left or the answer was to be broken: either way this connection is done.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
    }
  }

  /** Sends the answer; tells whether the connection can take another request. */
  private boolean answer(ReceivedRequest request, Socket connection, InputStream in)
      throws IOException, InterruptedException {
    var exchange = new Exchange(request);
    log.add(exchange);
    Answer answer = handler.apply(request);
    Delivery delivery = answer.delivery();
    byte[] body = answer.body();
    if (delivery instanceof Delivery.NoAnswer) {
      reset(connection);
      return false;
    }
    if (delivery instanceof Delivery.Silent silent) {
      silent.gate().pass();
    }
    OutputStream out = connection.getOutputStream();
    out.write(head(answer, delivery));
    out.flush();
    exchange.answered(answer.status());
    if (request.method().equals("HEAD") || answer.status() == 304) {
      return true;
    }
    if (delivery instanceof Delivery.Tunnelled tunnelled) {
      tunnel(connection, in, tunnelled.port());
      return false;
    }
    if (delivery instanceof Delivery.Held held) {
      int first = Math.min(held.afterBytes(), body.length);
      send(out, body, 0, first, exchange);
      held.gate().pass();
      send(out, body, first, body.length, exchange);
      return true;
    }
    if (delivery instanceof Delivery.Dripped dripped) {
      for (int from = 0; from < body.length; from += dripped.bytesAtATime()) {
        send(out, body, from, Math.min(from + dripped.bytesAtATime(), body.length), exchange);
      }
      return true;
    }
    if (delivery instanceof Delivery.Cut cut) {
      send(out, body, 0, Math.min(cut.afterBytes(), body.length), exchange);
      return false;
    }
    if (delivery instanceof Delivery.CutUndeclared cut) {
      send(out, body, 0, Math.min(cut.afterBytes(), body.length), exchange);
      return false;
    }
    if (delivery instanceof Delivery.Reset reset) {
      send(out, body, 0, Math.min(reset.afterBytes(), body.length), exchange);
      reset(connection);
      return false;
    }
    send(out, body, 0, body.length, exchange);
    return true;
  }

  private void tunnel(Socket client, InputStream fromClient, int port) throws IOException {
    try (var target = new Socket(InetAddress.getLoopbackAddress(), port)) {
      connections.add(target);
      threads.execute(() -> pass(fromClient, target));
      target.getInputStream().transferTo(client.getOutputStream());
    }
  }

  /** Ends the target's side too, or its answer would be waited for. */
  private static void pass(InputStream fromClient, Socket target) {
    try (target) {
      fromClient.transferTo(target.getOutputStream());
    } catch (IOException e) {
      // One of the two has left.
    }
  }

  private static byte[] head(Answer answer, Delivery delivery) {
    var head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" .\r\n");
    answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (delivery instanceof Delivery.CutUndeclared) {
      head.append("Connection: close\r\n");
    } else if (answer.status() != 304 && !(delivery instanceof Delivery.Tunnelled)) {
      head.append("Content-Length: " + answer.body().length + "\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void send(OutputStream out, byte[] body, int from, int to, Exchange exchange)
      throws IOException {
    out.write(body, from, to - from);
    out.flush();
    exchange.sent(to - from);
  }

  private static void reset(Socket connection) throws IOException {
    connection.setSoLinger(true, 0);
    connection.close();
  }

  private static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // Closing is all that is wanted.
    }
  }
}
