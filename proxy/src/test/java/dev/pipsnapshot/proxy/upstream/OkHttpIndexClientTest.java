package dev.pipsnapshot.proxy.upstream;

import static dev.pipsnapshot.proxy.upstream.ScriptedServer.ok;
import static dev.pipsnapshot.proxy.upstream.ScriptedServer.send;
import static dev.pipsnapshot.proxy.upstream.ScriptedServer.status;
import static dev.pipsnapshot.proxy.upstream.TestClients.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OkHttpIndexClientTest {
  private static final ProjectName SIX = ProjectName.parse("six");

  @Test
  void asksForJsonFirstAndGivesThePageAsItCame() throws Exception {
    String answer =
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\nETag: \"v1\"\r\n"
            + "Content-Length: 4\r\n\r\npage";
    try (var server = ScriptedServer.http(ScriptedServer.always(answer));
        var clients = TestClients.of(server.url("/simple").toString())) {
      var fetched =
          (PageAnswer.Fetched)
              clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join();
      assertThat(fetched.page().body()).asString(StandardCharsets.UTF_8).isEqualTo("page");
      assertThat(fetched.page().contentType()).isEqualTo("text/html");
      assertThat(fetched.page().finalUrl()).isEqualTo(server.url("/simple/six/"));
      assertThat(fetched.page().fetchedAt()).isEqualTo(TestClients.NOW);
      assertThat(fetched.page().validators().entityTag()).contains("\"v1\"");
      assertThat(server.heads().get(0))
          .startsWith("get /simple/six/ http/1.1")
          .contains(
              "accept: application/vnd.pypi.simple.v1+json,"
                  + " application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01");
    }
  }

  @Test
  void revalidatesWithWhatUpstreamGave() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(status(304)));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      var known =
          new Validators(Optional.of("W/\"x\""), Optional.of("Sat, 03 Feb 2024 04:05:06 GMT"));
      assertThat(clients.indexes().page(SIX, Optional.of(known), LargeBodies.ANY).join())
          .isEqualTo(new PageAnswer.NotModified(TestClients.NOW));
      assertThat(server.heads().get(0))
          .contains("if-none-match: w/\"x\"", "if-modified-since: sat, 03 feb 2024 04:05:06 gmt");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2020-01-01T00:00:00Z, 2020-01-01T00:00:00Z",
    "2999-01-01T00:00:00Z, now",
    "yesterday, now",
  })
  void countsAnOldPageOfAnotherPipSnapshotAsOld(String told, String counts) throws Exception {
    Instant expected = counts.equals("now") ? TestClients.NOW : Instant.parse(counts);
    String age = "X-Pip-Snapshot-Fetched-At: " + told;
    try (var server =
            ScriptedServer.http(
                (number, head, socket) -> send(socket, status(number == 1 ? 200 : 304, age)));
        var clients = TestClients.of(server.url("/live/simple/").toString())) {
      var fetched =
          (PageAnswer.Fetched)
              clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join();
      assertThat(fetched.page().fetchedAt()).isEqualTo(expected);
      var known = new Validators(Optional.of("\"v1\""), Optional.empty());
      assertThat(clients.indexes().page(SIX, Optional.of(known), LargeBodies.ANY).join())
          .isEqualTo(new PageAnswer.NotModified(expected));
    }
  }

  @Test
  void takesNoNotModifiedForAnUnconditionalRequest() throws Exception {
    assertThat(pageFailure(ScriptedServer.always(status(304))))
        .isInstanceOf(UpstreamException.Malformed.class);
  }

  @Test
  void knowsAProjectThatIsNotThere() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(status(404)));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      assertThat(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join())
          .isEqualTo(new PageAnswer.NoSuchProject(TestClients.NOW));
    }
  }

  @Test
  void asksOnceForAMissingProjectOfAnIndexThatHasGivenPagesToWhoPrefersJson() throws Exception {
    try (var server =
            ScriptedServer.http(
                (number, head, socket) -> send(socket, number == 1 ? ok("page") : status(404)));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join();

      assertThat(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join())
          .isInstanceOf(PageAnswer.NoSuchProject.class);
      assertThat(server.heads()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 406, 415})
  void asksForHtmlWhoRefusesWhoPrefersJsonAndRemembers(int refusal) throws Exception {
    try (var server =
            ScriptedServer.http(
                (number, head, socket) ->
                    send(socket, head.contains("json") ? status(refusal) : ok("page")));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      var known = new Validators(Optional.of("\"v1\""), Optional.empty());
      for (int i = 0; i < 2; i++) {
        assertThat(clients.indexes().page(SIX, Optional.of(known), LargeBodies.ANY).join())
            .isInstanceOf(PageAnswer.Fetched.class);
      }
      try (var list = clients.indexes().projectList(PageFormat.JSON_V1).join()) {
        assertThat(list.body().readAllBytes()).asString().isEqualTo("page");
      }

      assertThat(server.heads()).hasSize(4);
      assertThat(server.heads().get(0)).contains("application/vnd.pypi.simple.v1+json");
      assertThat(server.heads().subList(1, 4))
          .allSatisfy(head -> assertThat(head).contains("accept: text/html\r\n"));
      assertThat(server.heads().subList(1, 3))
          .allSatisfy(head -> assertThat(head).contains("if-none-match: \"v1\""));
    }
  }

  @Test
  void asksAnIndexWhoseHostHasAnUnderscore() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(ok("page")));
        var clients =
            UpstreamClients.open(
                Upstreams.parse(
                    "http://my_index:" + server.port() + "/simple/", List.of(), List.of()),
                TestClients.QUICK,
                Map.of(),
                Clock.systemUTC(),
                UpstreamListener.none(),
                host -> List.of(InetAddress.getLoopbackAddress()))) {
      assertThat(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join())
          .isInstanceOf(PageAnswer.Fetched.class);
    }
  }

  @Test
  void asksForAListInPlainHtmlWhereAVersionedOneIsRefused() throws Exception {
    try (var server =
            ScriptedServer.http(
                (number, head, socket) ->
                    send(socket, head.contains("vnd.pypi") ? status(406) : ok("list")));
        var clients = TestClients.of(server.url("/simple/").toString());
        var list = clients.indexes().projectList(PageFormat.HTML).join()) {
      assertThat(list.body().readAllBytes()).asString().isEqualTo("list");
    }
  }

  @Test
  void saysOfAMissingProjectListThatItIsTheList() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(status(404)));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      assertThat(failure(clients.indexes().projectList(PageFormat.HTML)))
          .isInstanceOf(UpstreamException.NotFound.class)
          .hasMessageContaining("has no list of its projects");
    }
  }

  @Test
  void namesBothMeaningsOf403AndTakesTheOneThatItIsTold() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(status(403)));
        var clients = TestClients.of(server.url("/simple/").toString());
        var told =
            TestClients.of(
                Upstreams.parse(server.url("/simple/").toString(), List.of(), List.of())
                    .missingOn("403"))) {
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

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 520, 522})
  void asksAgainForAPageAfterAnErrorThatMayPass(int error) throws Exception {
    assertPageAfter(
        (number, head, socket) -> send(socket, number < 3 ? status(error) : ok("page")));
  }

  @Test
  void asksAgainAfterAResetACutBodyAndABusyServer() throws Exception {
    assertPageAfter(
        (number, head, socket) -> {
          switch (number) {
            case 1 -> ScriptedServer.reset(socket);
            case 2 -> send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            default -> send(socket, ok("page"));
          }
        });
    assertPageAfter(
        (number, head, socket) -> {
          switch (number) {
            case 1 ->
                send(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf");
            case 2 -> send(socket, status(503, "Retry-After: 0"));
            default -> send(socket, ok("page"));
          }
        });
    assertPageAfter(
        (number, head, socket) ->
            send(
                socket,
                number < 3
                    ? status(429, "Retry-After: Sat, 03 Feb 2024 04:05:06 GMT")
                    : ok("page")));
  }

  private static void assertPageAfter(ScriptedServer.Script script) throws Exception {
    try (var server = ScriptedServer.http(script);
        var clients = TestClients.of(server.url("/simple/").toString())) {
      var answer = clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join();
      assertThat(((PageAnswer.Fetched) answer).page().body())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("page");
    }
  }

  @Test
  void tellsACutBodyAsSuchWhenItStaysCut() throws Exception {
    assertThat(
            pageFailure(
                ScriptedServer.always("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")))
        .isInstanceOf(UpstreamException.Truncated.class)
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void doesNotWaitLongerThanItMayForABusyServer() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(status(429, "Retry-After: 3600")));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      Throwable failure = failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY));
      assertThat(((UpstreamException.Unavailable) failure).retryAfter())
          .contains(Duration.ofHours(1));
      assertThat(server.heads()).hasSize(1);
    }
  }

  @Test
  void doesNotAskAgainWhereItWasForbidden() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(status(401)));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      Throwable failure = failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY));
      assertThat(failure).isInstanceOf(UpstreamException.Forbidden.class);
      assertThat(((UpstreamException) failure).diagnostic().hint())
          .get()
          .asString()
          .contains("netrc");
      assertThat(server.heads()).hasSize(1);
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
    String head =
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
            + packed.size()
            + "\r\n\r\n";
    assertThat(
            pageFailure(
                (number, request, socket) -> {
                  send(socket, head);
                  send(socket, packed.toByteArray());
                }))
        .isInstanceOf(UpstreamException.TooLarge.class);
    assertThat(
            pageFailure(
                ScriptedServer.always("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n")))
        .isInstanceOf(UpstreamException.TooLarge.class);
  }

  @Test
  void followsARedirectAndTakesItsTargetForTheBaseOfLinks() throws Exception {
    try (var server =
            ScriptedServer.http(
                (number, head, socket) ->
                    send(
                        socket,
                        number == 1 ? status(308, "Location: ../elsewhere/") : ok("page")));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      var fetched =
          (PageAnswer.Fetched)
              clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join();
      assertThat(fetched.page().finalUrl()).isEqualTo(server.url("/simple/elsewhere/"));
    }
  }

  @Test
  void leavesALoopOfRedirects() throws Exception {
    assertThat(pageFailure(ScriptedServer.always(status(302, "Location: /simple/six/"))))
        .isInstanceOf(UpstreamException.Malformed.class)
        .hasMessageContaining("redirects");
  }

  @Test
  void followsNoRedirectToWhereNoIndexIs() throws Exception {
    for (String target :
        List.of(
            "http://10.0.0.1/",
            "http://169.254.169.254/latest/",
            "http://[fd00::1]/",
            "http://[::ffff:192.168.0.1]/",
            "http://3232235521/",
            "file:///etc/passwd",
            "ftp://127.0.0.1/")) {
      assertThat(pageFailure(ScriptedServer.always(status(302, "Location: " + target))))
          .as(target)
          .isInstanceOf(UpstreamException.Refused.class);
    }
  }

  @Test
  void sendsCredentialsToTheirOwnOriginOnly() throws Exception {
    try (var other = ScriptedServer.http(ScriptedServer.always(ok("page")));
        var index =
            ScriptedServer.http(
                ScriptedServer.always(status(302, "Location: " + other.url("/simple/six/"))));
        var clients =
            TestClients.of("http://me:s%2Fecret@127.0.0.1:" + index.port() + "/simple/")) {
      clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join();
      assertThat(index.heads().get(0)).contains("authorization: basic");
      assertThat(other.heads().get(0)).doesNotContain("authorization");
    }
  }

  @Test
  void namesNoCredentialsInFailures() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(status(403)));
        var clients = TestClients.of("http://me:secret@127.0.0.1:" + server.port() + "/simple/")) {
      assertThat(failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY)).toString())
          .doesNotContain("secret")
          .doesNotContain("me:");
    }
  }

  @Test
  void findsLegacyJsonBesideTheSimpleIndexOnly() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(ok("{}")));
        var warehouse = TestClients.of(server.url("/simple/").toString());
        var other = TestClients.of(server.url("/team/pypi/").toString())) {
      assertThat(warehouse.indexes().legacyJson(SIX, LargeBodies.ANY).join()).isPresent();
      assertThat(other.indexes().legacyJson(SIX, LargeBodies.ANY).join()).isEmpty();
      assertThat(server.heads()).singleElement().asString().startsWith("get /pypi/six/json ");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 410, 451})
  void takesWhoRefusesLegacyJsonForOneThatHasNone(int status) throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(status(status)));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      assertThat(clients.indexes().legacyJson(SIX, LargeBodies.ANY).join()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {407, 408, 429, 500, 503})
  void takesNoTroubleForTheAnswerThatThereIsNoLegacyJson(int status) throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(status(status)));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      assertThat(failure(clients.indexes().legacyJson(SIX, LargeBodies.ANY)))
          .isInstanceOf(UpstreamException.class);
    }
  }

  @Test
  void doesWithoutAnEntityTagThatNoRequestCouldCarry() throws Exception {
    String answer =
        "HTTP/1.1 200 OK\r\nConnection: close\r\nETag: \"\u00e9\"\r\nLast-Modified: \u0001\r\n"
            + "Content-Length: 4\r\n\r\npage";
    try (var server = ScriptedServer.http(ScriptedServer.always(answer));
        var clients = TestClients.of(server.url("/simple/").toString())) {
      var fetched =
          (PageAnswer.Fetched)
              clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY).join();
      Validators given = fetched.page().validators();
      assertThat(given.isEmpty()).isTrue();
      assertThat(clients.indexes().page(SIX, Optional.of(given), LargeBodies.ANY).join())
          .isInstanceOf(PageAnswer.Fetched.class);
    }
  }

  @Test
  void streamsTheProjectList() throws Exception {
    try (var server = ScriptedServer.http(ScriptedServer.always(ok("names")));
        var clients = TestClients.of(server.url("/simple/").toString());
        var list = clients.indexes().projectList(PageFormat.JSON_V1).join()) {
      assertThat(list.body().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("names");
    }
  }

  @Test
  void endsWhatWaitsWhenItIsClosed() throws Exception {
    UpstreamSettings patient =
        TestClients.QUICK.withRetries(
            new UpstreamSettings.Retries(2, Duration.ofHours(1), Duration.ofHours(2)));
    CompletableFuture<PageAnswer> answer;
    try (var server = ScriptedServer.http(ScriptedServer.always(status(503)));
        var clients = TestClients.of(server.url("/simple/").toString(), patient, Map.of())) {
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

  private static Throwable pageFailure(ScriptedServer.Script script) throws Exception {
    try (var server = ScriptedServer.http(script);
        var clients = TestClients.of(server.url("/simple/").toString())) {
      return failure(clients.indexes().page(SIX, Optional.empty(), LargeBodies.ANY));
    }
  }
}
