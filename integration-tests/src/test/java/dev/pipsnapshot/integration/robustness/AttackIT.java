package dev.pipsnapshot.integration.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Answer;
import dev.pipsnapshot.integration.support.http.Fault;
import dev.pipsnapshot.integration.support.http.Gate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes, clients and neighbours that mean harm. */
class AttackIT {
  private static final String UPLOADED = "2019-01-01T00:00:00Z";
  private static final String CUTOFF = "2020-01-01";
  private static final String PASSWORD = "correct-horse-battery";

  private final FixtureIndex good = FixtureIndex.start();
  private final FixtureIndex evil = FixtureIndex.start();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    good.close();
    evil.close();
  }

  @Test
  void anIndexWithAFileOfTheSameNameDoesNotReachAnothersClients() throws Exception {
    DistributionFile file = WheelFile.of("demo", "1.0").file();
    DistributionFile trojan = WheelFile.of("demo", "1.0").with("demo/evil.py", "#").file();
    assertThat(trojan.filename()).isEqualTo(file.filename());
    good.publish(UPLOADED, file);
    evil.publish(UPLOADED, trojan);

    assertThat(fetched(evil, trojan)).isEqualTo(trojan.content());
    assertThat(fetched(good, file)).isEqualTo(file.content());
    assertThat(fetched(evil, trojan)).isEqualTo(trojan.content());
  }

  @Test
  void anIndexThatClaimsAnothersDigestPoisonsNothing() throws Exception {
    DistributionFile file = WheelFile.of("demo", "1.0").file();
    good.publish(UPLOADED, file);
    evil.publish(UPLOADED, file).breakFile(file.filename(), Fault.wrongBytes());

    try (var proxy = proxy(evil)) {
      assertThat(WebClient.get(link(proxy, file)).statusCode()).isEqualTo(502);
    }
    assertThat(fetched(good, file)).isEqualTo(file.content());
  }

  @Test
  void namesThatAreNoFileNamesAreListedNowhere() throws Exception {
    good.publish(UPLOADED, WheelFile.of("demo", "1.0"));
    String files =
        List.of(
                "../../evil.whl",
                "..",
                ".",
                "a/b.whl",
                "C:\\\\x.whl",
                "a\\u0000.whl",
                "a\\nb.whl",
                "<script>alert(1)</script>.whl",
                "\\\" onload=\\\"x.whl",
                "-rf.tar.gz",
                "%2e%2e.whl")
            .stream()
            .map(
                name ->
                    "{\"filename\":\"%s\",\"url\":\"x\",\"hashes\":{\"sha256\":\"%s\"},"
                            .formatted(name, "0".repeat(64))
                        + "\"upload-time\":\""
                        + UPLOADED
                        + "\"}")
            .reduce((one, other) -> one + "," + other)
            .orElseThrow();
    String page =
        "{\"meta\":{\"api-version\":\"1.1\"},\"name\":\"demo\",\"files\":[" + files + "]}";
    good.breakPage("demo", Fault.instead(Answer.ok("application/vnd.pypi.simple.v1+json", page)));

    try (var proxy = proxy(good)) {
      URI url = proxy.indexUrl().resolve("demo/");
      JsonNode listed = WebClient.json(WebClient.getJson(url)).path("files");
      assertThat(StreamSupport.stream(listed.spliterator(), false))
          .map(file -> file.path("filename").asText())
          .containsExactly("\" onload=\"x.whl", "-rf.tar.gz", "%2e%2e.whl");
      String html = WebClient.text(WebClient.getHtml(url));
      assertThat(html).doesNotContain("<script", "\" onload=\"", "evil.whl");
      for (JsonNode file : listed) {
        assertThat(url.resolve(file.path("url").asText()).getPath()).startsWith("/files/0000");
      }
    }
  }

  @Test
  void aClientWritesNoLinesIntoTheLog() throws Exception {
    try (var proxy = proxy(good)) {
      int port = proxy.indexUrl().getPort();
      for (String request :
          List.of(
              "GET /simple/a%0aINJECTED/ HTTP/1.1\r\nHost: 127.0.0.1:" + port,
              "GET /simple/a\u001b[31mINJECTED/ HTTP/1.1\r\nHost: 127.0.0.1:" + port,
              "GET /simple/a/ HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\rINJECTED",
              "INJECTED\u001b[31m / HTTP/1.1\r\nHost: 127.0.0.1:" + port,
              "GET /simple/a/ HTTP/1.1\r\nUser-Agent: x\u001b]0;INJECTED\u0007\r\nHost: 127.0.0.1:"
                  + port,
              "GET /simple/a/?x=%1b%5bINJECTED HTTP/1.1\r\nHost: \u001b[31mINJECTED")) {
        assertThat(send(port, request)).startsWith("HTTP/1.1 4");
      }
      assertThat(proxy.log()).doesNotContain("\u001b", "\u0007", "\r");
      assertThat(proxy.log().lines()).noneMatch(line -> line.startsWith("INJECTED"));
    }
  }

  @Test
  void noLinkAddsAHeaderToWhatTheIndexIsAsked() throws Exception {
    DistributionFile file = WheelFile.of("demo", "1.0").file();
    good.publish(UPLOADED, file);
    String page =
        """
        {"meta": {"api-version": "1.1"}, "name": "demo", "files": [{
          "filename": "%s", "url": "%s%s\\r\\nX-Injected: yes", "upload-time": "%s",
          "hashes": {"sha256": "%s"}}]}
        """
            .formatted(file.filename(), good.url(), file.filename(), UPLOADED, "0".repeat(64));
    good.breakPage("demo", Fault.instead(Answer.ok("application/vnd.pypi.simple.v1+json", page)));

    try (var proxy = proxy(good)) {
      WebClient.get(proxy.indexUrl().resolve("demo/"));
      WebClient.get(proxy.indexUrl().resolve("/files/" + "0".repeat(64) + "/" + file.filename()));
    }
    assertThat(good.log().all())
        .isNotEmpty()
        .allSatisfy(exchange -> assertThat(exchange.request().header("X-Injected")).isEmpty());
  }

  @Test
  void noClientAddsAHeaderToAnAnswer() throws Exception {
    good.publish(UPLOADED, WheelFile.of("demo", "1.0"));
    try (var proxy = proxy(good)) {
      int port = proxy.indexUrl().getPort();
      for (String target :
          List.of(
              "/simple/Demo%0d%0aX-Injected:%20yes",
              "/simple/Demo?%0d%0aX-Injected:%20yes",
              "/simple/Demo/?q=%0d%0a%0d%0aX-Injected:%20yes",
              "/simple/Demo%E5%98%8A%E5%98%8DX-Injected:%20yes/",
              "/snapshot/2019-06-01%0d%0aX-Injected:%20yes/simple/Demo/",
              "/explain/Demo%0d%0aX-Injected:%20yes")) {
        String answer = send(port, "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port);
        assertThat(answer.substring(0, answer.indexOf("\r\n\r\n")).lines())
            .as(target)
            .noneMatch(line -> line.startsWith("X-Injected"));
      }
    }
  }

  @Test
  void noProcessOfAFetchIsToldACredential() throws Exception {
    good.publish(UPLOADED, WheelFile.of("demo", "1.0").withBallast(300_000));
    String wheel = good.files("demo").get(0).file().filename();
    Path netrc = folder.resolve("netrc");
    Files.writeString(netrc, "machine 127.0.0.1 login robot password " + PASSWORD);
    Files.setPosixFilePermissions(netrc, PosixFilePermissions.fromString("rw-------"));
    try (var gate = new Gate()) {
      good.breakFile(wheel, Fault.heldAfter(1_000, gate));
      try (var fetch =
          FetchProcess.from(good.url(), folder.resolve("cache"))
              .date(CUTOFF)
              .dest(folder.resolve("dest"))
              .with("demo")
              .env("NETRC", netrc)
              .start()) {
        gate.awaitReached();
        assertThat(good.log().gets(wheel).get(0).request().header("Authorization")).isPresent();
        List<ProcessHandle> children = fetch.awaitPip();
        assertThat(children).isNotEmpty();
        for (ProcessHandle child : children) {
          assertThat(told(child)).doesNotContain(PASSWORD, netrc.toString());
        }
        gate.open();
        assertThat(fetch.exitCode()).isZero();
      }
    }
  }

  private byte[] fetched(FixtureIndex index, DistributionFile file) throws IOException {
    try (var proxy = proxy(index)) {
      return WebClient.get(link(proxy, file)).body();
    }
  }

  private ProxyProcess proxy(FixtureIndex index) throws IOException {
    return ProxyProcess.before(index.url(), folder.resolve("cache"))
        .date(CUTOFF)
        .with("-v")
        .start();
  }

  private static URI link(ProxyProcess proxy, DistributionFile file) {
    return ProjectPage.link(proxy.indexUrl(), file.project(), file.filename());
  }

  /** The command line and the environment of a process. */
  private static String told(ProcessHandle process) throws IOException {
    Path of = Path.of("/proc", Long.toString(process.pid()));
    return Files.readString(of.resolve("cmdline"), StandardCharsets.ISO_8859_1)
        + Files.readString(of.resolve("environ"), StandardCharsets.ISO_8859_1);
  }

  private static String send(int port, String head) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = head + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
