package dev.pipsnapshot.proxy.warmup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One document on loopback: whatever is asked for, one request a connection, this is the answer.
 */
public final class LoopbackResource implements AutoCloseable {
  private static final int LONGEST_REQUEST = 8 * 1024;

  private final ServerSocket server;
  private final byte[] head;
  private final byte[] content;
  private volatile @Nullable Socket latest;

  private LoopbackResource(ServerSocket server, byte[] head, byte[] content) {
    this.server = server;
    this.head = head;
    this.content = content;
  }

  /** Serves {@code content} from a free port until it is closed. */
  public static LoopbackResource open(String contentType, byte[] content) throws IOException {
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: "
            + contentType
            + "\r\nContent-Length: "
            + content.length
            + "\r\nConnection: close\r\n\r\n";
    var resource =
        new LoopbackResource(
            new ServerSocket(0, 1, InetAddress.getLoopbackAddress()),
            head.getBytes(StandardCharsets.ISO_8859_1),
            content);
    var answering = new Thread(resource::answer, "loopback-resource");
    answering.setDaemon(true);
    answering.start();
    return resource;
  }

  /** The port that it is served from. */
  public int port() {
    return server.getLocalPort();
  }

  /** Ends it, also for whoever has connected and not asked yet. */
  @Override
  public void close() throws IOException {
    server.close();
    Socket unanswered = latest;
    if (unanswered != null) {
      unanswered.close();
    }
  }

  private void answer() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        latest = client;
        if (server.isClosed()) {
          // A thread that waits in accept() may still be given a connection.
          return;
        }
        readRequest(client.getInputStream());
        client.getOutputStream().write(head);
        client.getOutputStream().write(content);
      } catch (IOException e) {
        // Who asked says what it did not get.
      }
    }
  }

  private static void readRequest(InputStream in) throws IOException {
    var request = new byte[LONGEST_REQUEST];
    int length = 0;
    while (!new String(request, 0, length, StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int read = in.read(request, length, request.length - length);
      if (read <= 0) {
        throw new EOFException("this is no request, or a long one");
      }
      length += read;
    }
  }
}
