package dev.pipsnapshot.integration.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Answer;
import dev.pipsnapshot.integration.support.http.Fault;
import dev.pipsnapshot.integration.support.http.LoopbackServer;
import dev.pipsnapshot.integration.support.http.ServerIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault of an upstream against one proxy: what a client gets while it lasts, that nothing
 * wrong is kept, and that all is as if nothing had been once it is over.
 */
class UpstreamFaultsIT {
  private static final String UPLOADED = "2019-01-01T00:00:00Z";
  private static final int BALLAST = 400_000;
  private static final int ALWAYS = Integer.MAX_VALUE;
  private static final long BOMB_MEBIBYTES = 80;
  private static final AtomicInteger PROJECTS = new AtomicInteger();

  private static FixtureIndex index;
  private static LoopbackServer untrusted;
  private static LoopbackServer misnamed;
  private static ProxyProcess proxy;
  private static Path cache;

  /** What a client may get while a fault lasts. */
  private enum Outcome {
    RIGHT,
    BAD_GATEWAY,
    NOT_FOUND,
    /** The connection breaks before the body is whole, or the status says that it failed. */
    NOT_WHOLE
  }

  /**
   * A row of the table.
   *
   * @param times how many answers it strikes
   * @param message part of what the client is told
   */
  record Row(String name, int times, Fault fault, Outcome outcome, String message) {
    static Row passing(String name, Fault fault) {
      return new Row(name + ", once", 1, fault, Outcome.RIGHT, "");
    }

    static Row lasting(String name, Fault fault, String message) {
      return new Row(name, ALWAYS, fault, Outcome.BAD_GATEWAY, message);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    cache = folder.resolve("cache");
    index = FixtureIndex.start();
    untrusted =
        LoopbackServer.startTls(
            ServerIdentity.of("ip:127.0.0.1", folder).tls(), request -> Answer.status(404));
    ServerIdentity other = ServerIdentity.of("dns:index.example", folder);
    misnamed = LoopbackServer.startTls(other.tls(), request -> Answer.status(404));
    Path trusted = Files.writeString(folder.resolve("trusted.pem"), other.pem());
    proxy =
        ProxyProcess.before(index.url(), cache)
            .date("2020-01-01")
            .env("SSL_CERT_FILE", trusted)
            .start();
  }

  @AfterAll
  static void stop() {
    proxy.close();
    index.close();
    untrusted.close();
    misnamed.close();
  }

  @AfterEach
  void heal() {
    index.heal();
  }

  @ParameterizedTest
  @MethodSource("faultsOfFiles")
  void aFile(Row row) throws IOException {
    DistributionFile file = publish();
    URI link = ProjectPage.link(proxy.indexUrl(), file.project(), file.filename());
    index.breakFile(file.filename(), row.times(), row.fault());

    assertThat(ask(link, file, row.message())).isEqualTo(row.outcome());

    if (row.outcome() != Outcome.RIGHT) {
      assertThat(storedArtifacts()).doesNotContain(file.sha256());
    }
    index.heal();
    assertThat(WebClient.get(link).body()).isEqualTo(file.content());
  }

  @ParameterizedTest
  @MethodSource("faultsOfPages")
  void aPage(Row row) {
    DistributionFile file = publish();
    index.breakPage(file.project(), row.times(), row.fault());

    var page = WebClient.getJson(proxy.indexUrl().resolve(file.project() + "/"));

    assertThat(outcome(page.statusCode())).as(WebClient.text(page)).isEqualTo(row.outcome());
    assertThat(WebClient.text(page)).contains(row.message());
    index.heal();
    assertThat(ProjectPage.filesInJson(proxy.indexUrl(), file.project()))
        .containsExactly(Map.entry(file.filename(), file.sha256()));
  }

  static List<Row> faultsOfFiles() {
    var rows = new ArrayList<Row>();
    for (int quarter = 0; quarter <= 4; quarter++) {
      int bytes = quarter * BALLAST / 4;
      rows.add(Row.passing("reset after " + bytes, Fault.resetAfter(bytes)));
      rows.add(Row.passing("cut after " + bytes, Fault.cutAfter(bytes)));
      rows.add(Row.passing("cut, no length, after " + bytes, Fault.cutWithoutLengthAfter(bytes)));
    }
    rows.add(Row.passing("no answer", Fault.noAnswer()));
    rows.add(Row.passing("503, Retry-After: 1", Fault.unavailable(1)));
    rows.add(Row.passing("429, Retry-After: 0", busy(429)));
    rows.add(Row.passing("500", Fault.instead(Answer.status(500))));
    rows.add(Row.passing("dripping", Fault.dripping(997)));
    rows.add(Row.lasting("503 for an hour", Fault.unavailable(3600), "3600 s"));
    rows.add(Row.lasting("403", Fault.instead(Answer.status(403)), "gives no access"));
    rows.add(
        new Row("404", ALWAYS, Fault.instead(Answer.status(404)), Outcome.NOT_FOUND, "nothing at"));
    rows.add(Row.lasting("longer", Fault.longerBy(1), "another length"));
    rows.add(Row.lasting("shorter", Fault.shorterBy(1), "another length"));
    rows.add(new Row("wrong bytes", ALWAYS, Fault.wrongBytes(), Outcome.NOT_WHOLE, ""));
    rows.add(
        Row.lasting(
            "a login page", Fault.instead(Answer.ok("text/html", "<html>")), "another length"));
    rows.addAll(redirects());
    return rows;
  }

  static List<Row> faultsOfPages() {
    var rows = new ArrayList<Row>();
    for (int bytes : new int[] {0, 60, 120, 180}) {
      rows.add(Row.passing("reset after " + bytes, Fault.resetAfter(bytes)));
      rows.add(Row.passing("cut after " + bytes, Fault.cutAfter(bytes)));
      rows.add(
          Row.lasting("cut, no length, after " + bytes, Fault.cutWithoutLengthAfter(bytes), "is "));
    }
    rows.add(Row.passing("no answer", Fault.noAnswer()));
    rows.add(Row.passing("503, Retry-After: 1", Fault.unavailable(1)));
    rows.add(Row.passing("429, Retry-After: 0", busy(429)));
    rows.add(Row.passing("502", Fault.instead(Answer.status(502))));
    rows.add(Row.passing("dripping", Fault.dripping(3)));
    rows.add(Row.lasting("401", Fault.instead(Answer.status(401)), "gives no access"));
    rows.add(Row.lasting("418", Fault.instead(Answer.status(418)), "unexpected HTTP status 418"));
    rows.add(Row.lasting("gzip bomb", answer -> gzipBomb(), "longer than"));
    rows.add(Row.lasting("gzip cut", UpstreamFaultsIT::cutGzip, "broke off"));
    rows.add(
        Row.lasting(
            "a coding not asked for",
            answer -> answer.with("Content-Encoding", "br"),
            "not asked for"));
    rows.add(
        Row.lasting(
            "another project",
            Fault.instead(
                Answer.ok("application/json", "{\"name\":\"other\",\"files\":[],\"meta\":{}}")),
            "not of"));
    rows.add(
        Row.lasting(
            "deeply nested",
            Fault.instead(Answer.ok("application/json", "{\"x\":" + "[".repeat(1 << 20))),
            "is malformed"));
    rows.addAll(redirects());
    return rows;
  }

  private static List<Row> redirects() {
    return List.of(
        new Row(
            "redirect in a loop",
            ALWAYS,
            answer -> redirect("?"),
            Outcome.BAD_GATEWAY,
            "redirects"),
        refused("to a private address", () -> "http://10.1.2.3/x"),
        refused("to a link-local address", () -> "http://169.254.169.254/latest/meta-data/"),
        refused("to an unspecified IPv6 network", () -> "http://[fd00::1]/"),
        refused("to a number that is an address", () -> "http://2852039166/"),
        refused("to a file", () -> "file:///etc/passwd"),
        refused("to gopher", () -> "gopher://127.0.0.1/"),
        Row.lasting("redirect to an untrusted host", to(untrusted.origin()), "no trusted TLS"),
        Row.lasting("redirect to a misnamed host", to(misnamed.origin()), "no trusted TLS"));
  }

  private static Row refused(String where, Supplier<String> location) {
    return Row.lasting("redirect " + where, answer -> redirect(location.get()), "is not fetched");
  }

  private static Fault to(URI origin) {
    return answer -> redirect(origin + "/x");
  }

  private static Answer redirect(String location) {
    return Answer.redirect(302, location);
  }

  private static Fault busy(int status) {
    return Fault.instead(Answer.status(status).with("Retry-After", "0"));
  }

  private static Answer gzipBomb() {
    return Answer.ok("application/json", gzip(BOMB_MEBIBYTES)).with("Content-Encoding", "gzip");
  }

  private static Answer cutGzip(Answer answer) {
    byte[] whole = gzip(1);
    return answer.withBody(Arrays.copyOf(whole, whole.length / 2)).with("Content-Encoding", "gzip");
  }

  private static byte[] gzip(long mebibytes) {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes, 1 << 16)) {
      byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (long i = 0; i < mebibytes; i++) {
        out.write(spaces);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static DistributionFile publish() {
    DistributionFile file =
        WheelFile.of("demo" + PROJECTS.incrementAndGet(), "1.0").withBallast(BALLAST).file();
    index.publish(UPLOADED, file);
    return file;
  }

  private static Outcome ask(URI link, DistributionFile file, String message) {
    try {
      var response = WebClient.get(link);
      Outcome outcome = outcome(response.statusCode());
      if (outcome == Outcome.RIGHT) {
        assertThat(response.body()).isEqualTo(file.content());
      } else {
        assertThat(WebClient.text(response)).contains(message);
      }
      return outcome;
    } catch (UncheckedIOException e) {
      return Outcome.NOT_WHOLE;
    }
  }

  private static Outcome outcome(int status) {
    return switch (status) {
      case 200 -> Outcome.RIGHT;
      case 502 -> Outcome.BAD_GATEWAY;
      case 404 -> Outcome.NOT_FOUND;
      default -> throw new AssertionError("status " + status);
    };
  }

  private static List<String> storedArtifacts() throws IOException {
    try (Stream<Path> files = Files.walk(cache.resolve("artifacts-v1"))) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
