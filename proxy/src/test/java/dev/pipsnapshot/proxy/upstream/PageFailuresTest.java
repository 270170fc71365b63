package dev.pipsnapshot.proxy.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER;
import static com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE;
import static dev.pipsnapshot.proxy.upstream.ScriptedServer.send;
import static dev.pipsnapshot.proxy.upstream.TestClients.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an index does instead of giving a page, and when it is asked again. */
class PageFailuresTest {
  private static final ProjectName SIX = ProjectName.parse("six");
  private static final String CUT = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";
  private static final String CUT_CHUNK =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf";

  @RegisterExtension static final WireMockUpstream index = new WireMockUpstream();

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 520, 522})
  void asksAgainForAPageAfterAnErrorThatMayPass(int error) {
    index.answersInTurn(status(error), status(error), ok("page"));
    assertThat(pageOf(index.url("/simple/"))).isEqualTo("page");
  }

  @Test
  void asksAgainAfterAResetAnEmptyAnswerAndABusyServer() {
    index.answersInTurn(
        aResponse().withFault(CONNECTION_RESET_BY_PEER),
        aResponse().withFault(EMPTY_RESPONSE),
        ok("page"));
    assertThat(pageOf(index.url("/simple/"))).isEqualTo("page");

    index.answersInTurn(
        aResponse().withFault(CONNECTION_RESET_BY_PEER),
        status(503).withHeader("Retry-After", "0"),
        ok("page"));
    assertThat(pageOf(index.url("/simple/"))).isEqualTo("page");

    var busy = status(429).withHeader("Retry-After", "Sat, 03 Feb 2024 04:05:06 GMT");
    index.answersInTurn(busy, busy, ok("page"));
    assertThat(pageOf(index.url("/simple/"))).isEqualTo("page");
  }

  @Test
  void asksAgainAfterACutBody() throws Exception {
    try (var server =
        ScriptedServer.http(
            (number, head, socket) -> {
              switch (number) {
                case 1 -> send(socket, CUT);
                case 2 -> send(socket, CUT_CHUNK);
                default -> send(socket, ScriptedServer.ok("page"));
              }
            })) {
      assertThat(pageOf(server.url("/simple/").toString())).isEqualTo("page");
    }
  }

  private static String pageOf(String index) {
    try (var clients = TestClients.of(index)) {
      var answer = clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join();
      return new String(((PageAnswer.Fetched) answer).page().body(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void tellsACutBodyAsSuchWhenItStaysCut() throws Exception {
    assertThat(failureOf(ScriptedServer.always(CUT)))
        .isInstanceOf(UpstreamException.Truncated.class)
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void doesNotWaitLongerThanItMayForABusyServer() {
    index.answers(status(429).withHeader("Retry-After", "3600"));
    try (var clients = TestClients.of(index.url("/simple/"))) {
      Throwable failure = failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY));
      assertThat(((UpstreamException.Unavailable) failure).retryAfter())
          .contains(Duration.ofHours(1));
      assertThat(index.requests()).hasSize(1);
    }
  }

  @Test
  void doesNotAskAgainWhereItWasForbidden() {
    index.answers(status(401));
    try (var clients = TestClients.of(index.url("/simple/"))) {
      Throwable failure = failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY));
      assertThat(failure).isInstanceOf(UpstreamException.Forbidden.class);
      assertThat(((UpstreamException) failure).diagnostic().hint())
          .get()
          .asString()
          .contains("netrc");
      assertThat(index.requests()).hasSize(1);
    }
  }

  @Test
  void namesBothMeaningsOf403AndTakesTheOneThatItIsTold() {
    index.answers(status(403));
    try (var clients = TestClients.of(index.url("/simple/"));
        var told =
            TestClients.of(
                Upstreams.parse(index.url("/simple/"), List.of(), List.of()).missingOn("403"))) {
      assertThat(failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY)))
          .isInstanceOfSatisfying(
              UpstreamException.Forbidden.class,
              refused ->
                  assertThat(refused.diagnostic().hint().orElseThrow())
                      .contains("machine 127.0.0.1", "--missing-project 403"));
      assertThat(told.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join())
          .isEqualTo(new PageAnswer.NoSuchProject(TestClients.NOW));
    }
  }

  @Test
  void givesUpOnAServerThatSaysNothing() throws Exception {
    UpstreamSettings impatient =
        TestClients.QUICK.withTimeouts(
            new UpstreamSettings.Timeouts(
                Duration.ofSeconds(5),
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5)));
    try (var server =
            ScriptedServer.http((number, head, socket) -> socket.getInputStream().read());
        var clients = TestClients.of(server.url("/simple/").toString(), impatient, Map.of())) {
      assertThat(failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY)))
          .isInstanceOf(UpstreamException.TimedOut.class);
    }
  }

  @Test
  void refusesAPageThatIsLongerThanItMayBeAlsoWhenPacked() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[8 << 20]);
    }
    index.answers(ok().withHeader("Content-Encoding", "gzip").withBody(packed.toByteArray()));
    try (var clients = TestClients.of(index.url("/simple/"))) {
      assertThat(failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY)))
          .isInstanceOf(UpstreamException.TooLarge.class);
    }
    assertThat(
            failureOf(ScriptedServer.always("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n")))
        .isInstanceOf(UpstreamException.TooLarge.class);
  }

  @Test
  void endsWhatWaitsWhenItIsClosed() {
    UpstreamSettings patient =
        TestClients.QUICK.withRetries(
            new UpstreamSettings.Retries(2, Duration.ofHours(1), Duration.ofHours(2)));
    index.answers(status(503));
    CompletableFuture<PageAnswer> answer;
    try (var clients = TestClients.of(index.url("/simple/"), patient, Map.of())) {
      answer = clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY);
    }
    assertThat(failure(answer)).isInstanceOf(UpstreamException.class);
  }

  @Test
  void waitsForALargeBodyOfKnownLengthBeforeItReadsAnyOfIt() throws Exception {
    String promise = "HTTP/1.1 200 OK\r\nContent-Length: " + (LargeBodies.LARGE + 1) + "\r\n\r\n";
    var limits = new UpstreamSettings.Limits(64 << 20, 1, 1, 8);
    var full = new IllegalStateException("no room");
    try (var server = ScriptedServer.http(ScriptedServer.always(promise));
        var clients =
            TestClients.of(
                server.url("/simple/").toString(),
                TestClients.QUICK.withLimits(limits),
                Map.of())) {
      assertThat(failure(clients.indexes().page(SIX, Optional.empty(), refusing(full))))
          .isSameAs(full);
      assertThat(server.heads()).as("a wait is not upstream's, and not tried again").hasSize(1);
    }
  }

  private static LargeBodies refusing(RuntimeException refusal) {
    return new LargeBodies() {
      @Override
      public void enter() {
        throw refusal;
      }

      @Override
      public void leave() {}
    };
  }

  private static Throwable failureOf(ScriptedServer.Script script) throws Exception {
    try (var server = ScriptedServer.http(script);
        var clients = TestClients.of(server.url("/simple/").toString())) {
      return failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY));
    }
  }
}
