package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.proxy.LocalProxy;
import dev.pipsnapshot.proxy.ProxySettings;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.http.ServerLimits;
import dev.pipsnapshot.proxy.http.ServerSettings;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.SamplePage;
import dev.pipsnapshot.proxy.service.ServingListener;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.util.Optional;
import java.util.Set;
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
  public static void run(Optional<SnapshotView> view, Clock clock) throws IOException {
    Path cache = Files.createTempDirectory("rehearsal-");
    try (var index = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var proxy =
            LocalProxy.start(
                settings(view, upstreams(index), cache),
                Map.of(),
                clock,
                new ServingListener() {})) {
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

  /** A proxy on any free port of loopback. */
  public static ProxySettings settings(
      Optional<SnapshotView> view, Upstreams upstreams, Path cache) {
    return new ProxySettings(
        view,
        upstreams,
        Connectivity.ONLINE,
        new CacheLayout(cache),
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Set.of(),
            ServerLimits.DEFAULT),
        Optional.empty());
  }

  /** Removes a directory with everything in it. */
  public static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static Upstreams upstreams(ServerSocket index) {
    String indexUrl = "http://127.0.0.1:" + index.getLocalPort() + "/simple/";
    return Upstreams.parse(indexUrl, List.of(), List.of());
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
}
