package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.proxy.LocalProxy;
import dev.pipsnapshot.proxy.ProxySettings;
import dev.pipsnapshot.proxy.warmup.LoopbackResource;
import dev.pipsnapshot.proxy.warmup.SamplePage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
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
public final class TrainingRun {
  private static final int RELEASES = 50;
  private static final List<String> ACCEPTED =
      List.of("application/vnd.pypi.simple.v1+json", "text/html");

  private TrainingRun() {}

  /** Serves the page in each format that clients ask for. */
  public static void run(Clock clock) throws IOException {
    Path home = Files.createTempDirectory("training-");
    byte[] page = SamplePage.json(RELEASES).getBytes(StandardCharsets.UTF_8);
    try (var index = LoopbackResource.open(SamplePage.CONTENT_TYPE, page)) {
      Map<String, String> environment = environment(home, index);
      String[] arguments = {"--date", SamplePage.DATE, "--listen", "127.0.0.1:0"};
      ProxySettings settings =
          PlainServing.of(arguments, environment).orElseThrow().settings(environment, clock);
      try (var proxy =
          ProxyRun.start(settings, environment, clock, new PrintWriter(Writer.nullWriter()))) {
        serve(proxy);
        // What it does when it is idle, it does at a time when clients come.
        proxy.warmUp();
      }
    } finally {
      delete(home);
    }
  }

  /** With everything in it that would otherwise be looked for in the user's home directory. */
  private static Map<String, String> environment(Path home, LoopbackResource index) {
    return Map.of("HOME", home.toString(), "PIP_INDEX_URL", SamplePage.indexUrl(index.port()));
  }

  private static void serve(LocalProxy proxy) throws IOException {
    // As in a run that lasts, but nobody is going to start it.
    var unused = ProxyRun.drain(proxy);
    for (String accepted : ACCEPTED) {
      ask(proxy.indexUrl().resolve(SamplePage.PROJECT + "/"), accepted);
    }
  }

  private static void ask(URI page, String accepted) throws IOException {
    URLConnection connection = page.toURL().openConnection();
    connection.setRequestProperty("Accept", accepted);
    connection.setRequestProperty("Accept-Encoding", "gzip");
    try (InputStream body = connection.getInputStream()) {
      body.transferTo(OutputStream.nullOutputStream());
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
