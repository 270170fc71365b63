package dev.pipsnapshot.proxy.warmup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One document on loopback: whatever is asked for, one request a connection, this is the answer.
 */
public final class LoopbackResource implements AutoCloseable {
  private final ServerSocket server;
  private final byte[] head;
  private final byte[] content;

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

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void answer() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        if (server.isClosed()) {
          // A thread that waits in accept() may still be given a connection.
          return;
        }
        var request =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        for (String line = request.readLine(); line != null && !line.isEmpty(); ) {
          line = request.readLine();
        }
        client.getOutputStream().write(head);
        client.getOutputStream().write(content);
      } catch (IOException e) {
        // Who asked says what it did not get.
      }
    }
  }
}
