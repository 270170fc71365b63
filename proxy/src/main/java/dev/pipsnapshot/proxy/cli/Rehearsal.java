package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.proxy.ProxySettings;
import dev.pipsnapshot.proxy.service.SamplePage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Serves one page from end to end, on loopback, with an index and a cache of its own, so that the
 * start-up archive gets the classes of a proxy at work.
 */
public final class Rehearsal {
  private static final int RELEASES = 50;
  private static final List<String> ACCEPTED =
      List.of("application/vnd.pypi.simple.v1+json", "text/html");

  private Rehearsal() {}

  /** Serves the page in each format that clients ask for. */
  public static void run(Clock clock) throws IOException {
    Path cache = Files.createTempDirectory("rehearsal-");
    try (var index = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var proxy =
            ProxyRun.start(
                settings(index, cache, clock),
                Map.of(),
                clock,
                new PrintWriter(Writer.nullWriter()))) {
      // As in a run that lasts, but nobody is going to start it.
      var unused = ProxyRun.drain(proxy);
      var answering = new Thread(() -> answer(index), "index");
      answering.setDaemon(true);
      answering.start();
      for (String accepted : ACCEPTED) {
        ask(proxy.indexUrl().resolve(SamplePage.PROJECT + "/"), accepted);
      }
    } finally {
      delete(cache);
    }
  }

  private static ProxySettings settings(ServerSocket index, Path cache, Clock clock) {
    String[] arguments = {
      "--date",
      "2021-05-01",
      "--listen",
      "127.0.0.1:0",
      "--index-url",
      "http://127.0.0.1:" + index.getLocalPort() + "/simple/",
      "--cache-dir",
      cache.toString()
    };
    return PlainServing.of(arguments, Map.of()).orElseThrow().settings(Map.of(), clock);
  }

  private static void ask(URI page, String accepted) throws IOException {
    URLConnection connection = page.toURL().openConnection();
    connection.setRequestProperty("Accept", accepted);
    connection.setRequestProperty("Accept-Encoding", "gzip");
    try (InputStream body = connection.getInputStream()) {
      body.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Answers one request with the sample page. */
  private static void answer(ServerSocket index) {
    byte[] body = SamplePage.json(RELEASES).getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.pypi.simple.v1+json\r\nContent-Length: "
            + body.length
            + "\r\nConnection: close\r\n\r\n";
    try (Socket client = index.accept()) {
      var request =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String line = request.readLine(); line != null && !line.isEmpty(); ) {
        line = request.readLine();
      }
      client.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      client.getOutputStream().write(body);
    } catch (IOException e) {
      // The proxy says what it did not get.
    }
  }

  /** Removes a directory with everything in it. */
  public static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
