package dev.pipsnapshot.proxy.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A server that answers byte by byte as a test says, one request per connection. */
final class ScriptedServer implements AutoCloseable {
  /** Writes the answer to the {@code number}th request, counted from 1, or breaks it. */
  @FunctionalInterface
  interface Script {
    void answer(int number, String head, Socket socket) throws IOException;
  }

  private final ServerSocket server;
  private final Script script;
  private final String scheme;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  private ScriptedServer(ServerSocketFactory sockets, String scheme, Script script)
      throws IOException {
    server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.scheme = scheme;
    this.script = script;
    var acceptor = new Thread(this::accept, "scripted-server");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  static ScriptedServer http(Script script) throws IOException {
    return new ScriptedServer(ServerSocketFactory.getDefault(), "http", script);
  }

  static ScriptedServer https(ServerSocketFactory sockets, Script script) throws IOException {
    return new ScriptedServer(sockets, "https", script);
  }

  /** A script of one answer in plain text. */
  static Script always(String answer) {
    return (number, head, socket) -> send(socket, answer);
  }

  static void send(Socket socket, String answer) throws IOException {
    send(socket, answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  static void send(Socket socket, byte[] answer) throws IOException {
    socket.getOutputStream().write(answer);
    socket.getOutputStream().flush();
  }

  static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  static String status(int status, String... headers) {
    var answer =
        new StringBuilder(
            "HTTP/1.1 " + status + " Any\r\nConnection: close\r\nContent-Length: 0\r\n");
    for (String header : headers) {
      answer.append(header).append("\r\n");
    }
    return answer.append("\r\n").toString();
  }

  int port() {
    return server.getLocalPort();
  }

  URI url(String path) {
    return URI.create(scheme + "://127.0.0.1:" + port() + path);
  }

  /** The heads of all requests so far, in lower case. */
  List<String> heads() {
    return List.copyOf(heads);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        var thread = new Thread(() -> serve(socket), "scripted-connection");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      // Closed.
      return;
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      String head = head(socket.getInputStream());
      if (!head.isEmpty()) {
        heads.add(head.toLowerCase(Locale.ROOT));
        script.answer(heads.size(), head, socket);
      }
    } catch (IOException e) {
      // The client went away, or its handshake failed.
      return;
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
