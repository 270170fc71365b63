package dev.pipsnapshot.proxy.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.diagnostics.Diagnostic.Category;
import dev.pipsnapshot.proxy.body.ByteRange;
import dev.pipsnapshot.proxy.body.Piece;
import dev.pipsnapshot.proxy.route.Route;
import dev.pipsnapshot.proxy.route.Router;
import dev.pipsnapshot.proxy.service.Gateway;
import dev.pipsnapshot.proxy.service.Reply;
import dev.pipsnapshot.proxy.service.Request;
import dev.pipsnapshot.proxy.service.RequestedRange;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.blockhound.BlockHound;

@Timeout(60)
class SnapshotServerTest {
  private static final String FILE_URL = "/files/" + "ab".repeat(32) + "/six.whl";
  private static final ServerLimits PATIENT = limits(Duration.ofSeconds(60));
  private static final ServerLimits QUICK = limits(Duration.ofMillis(500));

  private final CompletableFuture<Request> asked = new CompletableFuture<>();

  @SuppressWarnings("NullAway.Init")
  private SnapshotServer server;

  @BeforeAll
  static void watchTheLoops() {
    BlockHound.builder()
        .loadIntegrations()
        .allowBlockingCallsInside("dev.pipsnapshot.cli.StderrLogger", "handleNormalizedLoggingCall")
        // Where two loops meet, Netty's own allocator waits for a few instructions of the other.
        .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate")
        .install();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void servesADocumentWithValidatorAndCaching() throws IOException {
    serve(ready(document("page")));
    assertThat(exchange("GET /simple/six/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("etag: \"tag\"\r\n")
        .contains("vary: Accept, Accept-Encoding\r\n")
        .contains("cache-control: no-cache\r\n")
        .contains("content-length: 4\r\n")
        .contains("date: ")
        .endsWith("\r\n\r\npage");
  }

  @Test
  void answersPipelinedRequestsInOrderOnOneConnection() throws IOException {
    serve(
        request ->
            CompletableFuture.supplyAsync(
                () -> document(((Route.ProjectPage) request.route()).project().normalised())));
    var requests = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      requests.append("GET /simple/p").append(i).append("/ HTTP/1.1\r\nHost: %1$s\r\n\r\n");
    }
    requests.append("HEAD /simple/last/ HTTP/1.0\r\n\r\n");
    String answer = exchange(requests.toString());
    int from = 0;
    for (int i = 0; i < 300; i++) {
      from = answer.indexOf("\r\n\r\np" + i + "HTTP/1.1 200", from);
      assertThat(from).as("answer %d", i).isNotNegative();
    }
    assertThat(answer).endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /simple/six/ HTTP/1.1\\r\\n\\r\\n | 400",
        "GET /simple/six/ HTTP/1.1\\r\\nHost: a\\r\\nHost: %1$s\\r\\n\\r\\n | 400",
        "GET /simple/six/ HTTP/1.1\\r\\nHost: evil.example\\r\\n\\r\\n | 421",
        "GET http://evil.example/simple/six/ HTTP/1.1\\r\\nHost: %1$s\\r\\n\\r\\n | 421",
        "GET /simple/six/ HTTP/1.1\\nHost: %1$s\\n\\n | 400",
        "GET /simple/six/ HTTP/1.1\\r\\nHost: %1$s\\r\\n\\tX: folded\\r\\n\\r\\n | 400",
        "GET /simple/six/ HTTP/1.1\\r\\nHost: %1$s\\r\\nA : b\\r\\n\\r\\n | 400",
        "GET /simple/six/ HTTP/1.1\\r\\nHost: %1$s\\r\\nContent-Length: 5\\r\\n"
            + "Transfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n | 400",
        "GET /simple/six/ HTTP/1.1\\r\\nHost: %1$s\\r\\nContent-Length: 5\\r\\n"
            + "Content-Length: 6\\r\\n\\r\\nhello | 400",
        "GET /simple/six/ HTTP/1.1\\r\\nHost: %1$s\\r\\nContent-Length: 5\\r\\n\\r\\nhello | 413",
        "GET /simple/six/ HTTP/1.1\\r\\nHost: %1$s\\r\\nTransfer-Encoding: x\\r\\n\\r\\n | 400",
        "GET /simple/six/ HTTP/1.1\\r\\nHost: %1$s\\r\\nExpect: 100-continue\\r\\n\\r\\n | 417",
        "POST /simple/six/ HTTP/1.1\\r\\nHost: %1$s\\r\\nContent-Length: 2\\r\\n\\r\\nxx | 405",
        "GET /simple/%%2e%%2e/ HTTP/1.1\\r\\nHost: %1$s\\r\\nConnection: close\\r\\n\\r\\n | 400",
        "GET /nothing HTTP/1.1\\r\\nHost: %1$s\\r\\nConnection: close\\r\\n\\r\\n | 404",
        "GET /simple/SIX HTTP/1.1\\r\\nHost: %1$s\\r\\nConnection: close\\r\\n\\r\\n | 301",
        "GET http://%1$s/simple/six/ HTTP/1.1\\r"
            + "\\n"
            + "Host: %1$s\\r"
            + "\\n"
            + "Connection: close\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + " | 200",
        "GET /simple/six/ HTTP/2.0\\r\\nHost: %1$s\\r\\n\\r\\n | 505",
        "GET /simple/six/?format=x HTTP/1.1\\r\\nHost: %1$s\\r\\n\\r\\n | 406",
        "GET /simple/six/?format=%%zz HTTP/1.1\\r\\nHost: %1$s\\r\\n\\r\\n | 400",
        "GET /simple/six/?x=%% HTTP/1.1\\r\\nHost: %1$s\\r\\n\\r\\n | 400",
      })
  void answersOddRequestsOnceAndCloses(String request, int status) throws IOException {
    serve(ready(document("page")));
    String smuggled = "GET /simple/smuggled/ HTTP/1.1\r\nHost: %1$s\r\n\r\n";
    String raw = request.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
    String answer = exchange(raw + smuggled);
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer.split("HTTP/1\\.1 \\d{3} ", -1)).as("one response and no other").hasSize(2);
  }

  @Test
  void refusesHugeHeadersAndUrlsWithAnAnswerThatArrives() throws IOException {
    serve(ready(document("page")));
    String huge = "x".repeat(5 * 1024 * 1024);
    assertThat(exchange("GET /simple/six/ HTTP/1.1\r\nHost: %s\r\nX: " + huge + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ");
    assertThat(exchange("GET /simple/" + "x".repeat(9000) + "/ HTTP/1.1\r\nHost: %s\r\n\r\n"))
        .startsWith("HTTP/1.1 414 ");
  }

  @Test
  void answersNotModifiedWithoutABody() throws IOException {
    String known = "\"x\", W/\"tag\"";
    serve(ready(document("page")));
    assertThat(
            exchange(
                "GET /simple/six/ HTTP/1.1\r\nHost: %s\r\nIf-None-Match: "
                    + known
                    + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 304 ")
        .contains("etag: \"tag\"")
        .doesNotContain("page");
  }

  @Test
  void givesDiagnosticsAsPlainText() throws IOException {
    var diagnostic =
        Diagnostic.of(Category.UPSTREAM, "upstream-down", "index.example\r\nis down")
            .withContext(List.of("asked twice"))
            .withHint("wait");
    serve(ready(new Reply.Failed(Reply.Cause.OVERLOADED, diagnostic)));
    assertThat(exchange("GET /simple/six/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 503 ")
        .contains("retry-after: ")
        .contains("content-type: text/plain; charset=utf-8")
        .contains("x-content-type-options: nosniff")
        .endsWith("is down\nasked twice\nhint: wait\n");
  }

  @Test
  void turnsAFailedFutureIntoAnInternalError() throws IOException {
    serve(request -> CompletableFuture.failedFuture(new IllegalStateException("bug")));
    assertThat(exchange("GET /simple/six/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 500 ")
        .doesNotContain("IllegalState");
  }

  @Test
  void servesARangeOfAFileAndLeavesItsChannelToTheFeed(@TempDir Path directory) throws Exception {
    try (FileChannel channel = sparse(directory, "0123456789")) {
      var feed = new ScriptedFeed(new Piece.OfFile(channel, 2, 3));
      serve(
          ready(
              new Reply.File(
                  feed,
                  OptionalLong.of(10),
                  Optional.of(new ByteRange(2, 4)),
                  "application/octet-stream",
                  Optional.of("ab".repeat(32)))));
      assertThat(
              exchange(
                  "GET "
                      + FILE_URL
                      + " HTTP/1.1\r\nHost: %s\r\nRange: bytes=2-4\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 206 ")
          .contains("content-range: bytes 2-4/10")
          .contains("cache-control: public, max-age=31536000, immutable")
          .contains("accept-ranges: bytes")
          .endsWith("\r\n\r\n234");
      assertThat(asked.get().range()).isEqualTo(RequestedRange.parse("bytes=2-4"));
      assertThat(channel.isOpen()).isTrue();
      feed.awaitClosed();
    }
  }

  @Test
  void dropsARangeThatIfRangeVoids() throws Exception {
    serve(ready(document("x")));
    exchange(
        "GET "
            + FILE_URL
            + " HTTP/1.1\r\nHost: %s\r\nRange: bytes=2-4\r\nIf-Range: \"other\"\r\n"
            + "Connection: close\r\n\r\n");
    assertThat(asked.get().range()).isEmpty();
  }

  @Test
  void chunksABodyOfUnknownLength() throws IOException {
    var feed = new ScriptedFeed(memory("hello "), memory("world"));
    serve(ready(new Reply.PassedThrough(feed, "text/html", Optional.of("un\r\nfiltered"))));
    assertThat(exchange("GET /simple/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"))
        .contains("transfer-encoding: chunked")
        .contains("x-pip-snapshot-note: un??filtered")
        .endsWith("\r\n\r\n6\r\nhello \r\n5\r\nworld\r\n0\r\n\r\n");
  }

  @Test
  void delimitsABodyOfUnknownLengthByCloseForHttp10() throws IOException {
    var feed = new ScriptedFeed(memory("hello "), memory("world"));
    serve(ready(new Reply.PassedThrough(feed, "text/html", Optional.empty())));
    assertThat(exchange("GET /simple/ HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"))
        .contains("connection: close")
        .doesNotContain("chunked")
        .endsWith("\r\n\r\nhello world");
  }

  @Test
  void answersHeadWithoutPullingTheFeed() throws Exception {
    var feed = new ScriptedFeed(memory("hello"));
    serve(
        ready(new Reply.File(feed, OptionalLong.of(5), Optional.empty(), "a/b", Optional.empty())));
    assertThat(exchange("HEAD " + FILE_URL + " HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"))
        .contains("content-length: 5")
        .endsWith("\r\n\r\n");
    feed.awaitClosed();
    assertThat(feed.pulls()).isZero();
  }

  @Test
  void neverEndsABodyThatItsFeedCouldNotComplete() throws Exception {
    var feed = new ScriptedFeed(memory("hello"));
    feed.failAtEnd();
    serve(ready(new Reply.PassedThrough(feed, "text/html", Optional.empty())));
    assertThat(exchange("GET /simple/ HTTP/1.1\r\nHost: %s\r\n\r\n"))
        .endsWith("5\r\nhello\r\n")
        .doesNotContain("\r\n0\r\n");
    feed.awaitClosed();
  }

  @Test
  void cutsAFeedThatGivesLessThanItsReplyAnnounced() throws Exception {
    var feed = new ScriptedFeed(memory("hello"));
    serve(
        ready(new Reply.File(feed, OptionalLong.of(9), Optional.empty(), "a/b", Optional.empty())));
    assertThat(exchange("GET " + FILE_URL + " HTTP/1.1\r\nHost: %s\r\n\r\n"))
        .contains("content-length: 9")
        .endsWith("hello");
    feed.awaitClosed();
  }

  @Test
  void closesTheFeedOfAClientThatGoesAway() throws Exception {
    var feed = new ScriptedFeed(memory("hello"));
    feed.stallAtEnd();
    serve(ready(new Reply.PassedThrough(feed, "text/html", Optional.empty())));
    try (Socket socket = connect()) {
      send(socket, "GET /simple/ HTTP/1.1\r\nHost: %s\r\n\r\n");
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
    feed.awaitClosed();
  }

  @Test
  void closesTheFeedThatComesTooLate() throws Exception {
    var reply = new CompletableFuture<Reply>();
    serve(
        request -> {
          asked.complete(request);
          return reply;
        });
    var feed = new ScriptedFeed(memory("hello"));
    try (Socket socket = connect()) {
      send(socket, "GET /simple/ HTTP/1.1\r\nHost: %s\r\n\r\n");
      asked.get();
      server.close();
    }
    reply.complete(new Reply.PassedThrough(feed, "text/html", Optional.empty()));
    feed.awaitClosed();
  }

  @Test
  void hangsUpOnAClientThatDripsItsRequest() throws IOException {
    serve(ready(document("page")), QUICK);
    try (Socket socket = connect()) {
      send(socket, "GET /sim");
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void stalledReadersCostNoMemoryAndNoTurn(@TempDir Path directory) throws Exception {
    long size = 100L * 1024 * 1024;
    try (FileChannel channel = sparse(directory, "")) {
      channel.write(ByteBuffer.wrap(new byte[1]), size - 1);
      var started = new CountDownLatch(200);
      serve(
          request -> {
            if (request.route() instanceof Route.ProjectPage) {
              return CompletableFuture.completedFuture(document("page"));
            }
            started.countDown();
            var feed = new ScriptedFeed(new Piece.OfFile(channel, 0, size));
            return CompletableFuture.completedFuture(
                new Reply.File(
                    feed, OptionalLong.of(size), Optional.empty(), "a/b", Optional.empty()));
          });
      long before = usedMemory();
      List<Socket> stalled = new ArrayList<>();
      try {
        for (int i = 0; i < 200; i++) {
          Socket socket = connect();
          stalled.add(socket);
          send(socket, "GET " + FILE_URL + " HTTP/1.1\r\nHost: %s\r\n\r\n");
        }
        started.await();
        assertThat(exchange("GET /simple/six/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"))
            .endsWith("page");
        assertThat(usedMemory() - before).isLessThan(64L * 1024 * 1024);
      } finally {
        for (Socket socket : stalled) {
          socket.close();
        }
      }
    }
  }

  @Test
  void turnsAwayConnectionsAboveTheLimit() throws IOException {
    serve(ready(document("page")));
    List<Socket> open = new ArrayList<>();
    try {
      String last = "";
      for (int i = 0; i < 310 && last.isEmpty(); i++) {
        Socket socket = connect();
        open.add(socket);
        if (i >= PATIENT.connections()) {
          last = readAll(socket);
        }
      }
      assertThat(last).startsWith("HTTP/1.1 503 ").contains("retry-after");
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  @Test
  void closeLetsTheRequestInWorkEnd() throws Exception {
    var reply = new CompletableFuture<Reply>();
    serve(
        request -> {
          asked.complete(request);
          return reply;
        });
    try (Socket socket = connect()) {
      send(socket, "GET /simple/six/ HTTP/1.1\r\nHost: %s\r\n\r\n");
      asked.get();
      CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
      reply.complete(document("page"));
      assertThat(readAll(socket)).startsWith("HTTP/1.1 200 ").endsWith("page");
      closed.get();
    }
  }

  @Test
  void blockingOnALoopIsCaught() throws IOException, InterruptedException, ExecutionException {
    var caught = new CompletableFuture<Throwable>();
    serve(
        request -> {
          try {
            TimeUnit.MILLISECONDS.sleep(1);
            caught.complete(new AssertionError("nobody noticed"));
          } catch (InterruptedException | Error e) {
            caught.complete(e);
          }
          return CompletableFuture.completedFuture(document("page"));
        });
    exchange("GET /simple/six/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n");
    assertThat(caught.get()).hasMessageContaining("Blocking call");
  }

  private static ServerLimits limits(Duration head) {
    return new ServerLimits(
        8192, 16384, 300, head, head, Duration.ofSeconds(60), Duration.ofSeconds(2));
  }

  private void serve(Gateway gateway) throws IOException {
    serve(gateway, PATIENT);
  }

  private void serve(Gateway gateway, ServerLimits limits) throws IOException {
    server =
        UnboundServer.open()
            .bind(
                new ServerSettings(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), List.of(), limits),
                Clock.systemUTC(),
                new Router(Clock.systemUTC(), Optional.empty()),
                gateway,
                RequestListener.NONE);
  }

  private Gateway ready(Reply reply) {
    return request -> {
      asked.complete(request);
      return CompletableFuture.completedFuture(reply);
    };
  }

  private static Reply document(String text) {
    return new Reply.Document(
        ByteBuffer.wrap(text.getBytes(UTF_8)).asReadOnlyBuffer(),
        "text/html",
        Optional.empty(),
        Optional.of("tag"));
  }

  private static Piece memory(String text) {
    return new Piece.InMemory(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private static FileChannel sparse(Path directory, String start) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("file"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    channel.write(ByteBuffer.wrap(start.getBytes(UTF_8)));
    return channel;
  }

  private static long usedMemory() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return runtime.totalMemory() - runtime.freeMemory() + direct;
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
  }

  /** Sends {@code request}, with the server's authority for {@code %s}, and reads to the end. */
  private String exchange(String request) throws IOException {
    try (Socket socket = connect()) {
      send(socket, request);
      return readAll(socket);
    }
  }

  private void send(Socket socket, String request) throws IOException {
    String host = "127.0.0.1:" + server.address().getPort();
    String filled = request.replace("%1$s", host).replace("%s", host).replace("%%", "%");
    socket.getOutputStream().write(filled.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }
}
