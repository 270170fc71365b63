package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ForwardProxy;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.Relay;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Exchange;
import dev.pipsnapshot.integration.support.http.LoopbackServer;
import dev.pipsnapshot.integration.support.http.ServerIdentity;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that is reached through an HTTP proxy only, by a certificate of its own authority. */
class CorporateNetworkIT {
  private static final String UPLOADED = "2019-01-01T00:00:00Z";
  private static final URI SECURE = URI.create("https://index.example/simple/");
  private static final URI PLAIN = URI.create("http://index.example/simple/");
  private static final String PASSWORD = "s3cret-of-the-proxy";

  private static ServerIdentity identity;
  private static Path authority;

  private final FixtureIndex index =
      FixtureIndex.start()
          .withRelativeLinks()
          .publish(UPLOADED, WheelFile.of("app", "1.0").requires("part"))
          .publish(UPLOADED, WheelFile.of("part", "1.0"));

  @TempDir private Path cache;
  private LoopbackServer secure;
  private ForwardProxy corporate;

  @BeforeAll
  static void makeIdentity(@TempDir Path folder) throws Exception {
    identity = ServerIdentity.of("dns:index.example", folder);
    authority = Files.writeString(folder.resolve("authority.pem"), identity.pem());
  }

  @BeforeEach
  void start() {
    secure = LoopbackServer.startTls(identity.tls(), new Relay(index.url()));
    corporate = ForwardProxy.knowing(Map.of("index.example", secure.origin()));
  }

  @AfterEach
  void stop() {
    corporate.close();
    secure.close();
    index.close();
  }

  @Test
  void pipGetsEverythingThroughIt(@TempDir Path dest) throws Exception {
    corporate.requiring("me", PASSWORD);
    try (var proxy = before(SECURE, corporate.url("me", PASSWORD)).with("-v").start()) {
      RealPip.of(RealPip.NEW).download(proxy.indexUrl(), dest, "app").run().assertSucceeded();

      assertThat(proxy.log()).doesNotContain(PASSWORD);
    }
    assertThat(dest.toFile().list())
        .containsExactlyInAnyOrder("app-1.0-py3-none-any.whl", "part-1.0-py3-none-any.whl");
    assertThat(corporate.log().lines()).isNotEmpty().containsOnly("CONNECT index.example:443");
    assertThat(secure.log().all())
        .extracting(Exchange::request)
        .as("what is for the proxy stays there")
        .noneMatch(request -> request.header("Proxy-Authorization").isPresent());
  }

  @Test
  void wrongCredentialsAreToldAndNotRepeated() throws Exception {
    corporate.requiring("me", PASSWORD);
    try (var proxy = before(SECURE, corporate.url("me", "a-wrong-one")).start()) {
      HttpResponse<byte[]> refused = WebClient.get(proxy.indexUrl().resolve("app/"));

      assertThat(refused.statusCode()).isEqualTo(502);
      assertThat(WebClient.text(refused))
          .contains("407", "HTTPS_PROXY")
          .doesNotContain("a-wrong-one");
      assertThat(proxy.log()).doesNotContain("a-wrong-one");
    }
    assertThat(secure.log().lines()).isEmpty();
  }

  @Test
  void hostsOfNoProxyAreAskedDirectly() throws Exception {
    try (var proxy = before(SECURE, corporate.url()).env("NO_PROXY", ".example").start()) {
      HttpResponse<byte[]> unknown = WebClient.get(proxy.indexUrl().resolve("app/"));

      assertThat(unknown.statusCode()).isEqualTo(502);
      assertThat(WebClient.text(unknown)).contains("index.example cannot be reached");
    }
    assertThat(corporate.log().lines()).isEmpty();
  }

  @Test
  void anIndexOnThisMachineIsAskedDirectly() throws Exception {
    try (var proxy = before(index.url(), corporate.url()).start()) {
      assertThat(ProjectPage.filesInJson(proxy.indexUrl(), "app")).hasSize(1);
    }
    assertThat(corporate.log().lines()).isEmpty();
  }

  @Test
  void aHostThatTheProxyCannotReachIsNamed() throws Exception {
    URI elsewhere = URI.create("https://elsewhere.example/simple/");
    try (var proxy = before(elsewhere, corporate.url()).start()) {
      HttpResponse<byte[]> failed = WebClient.get(proxy.indexUrl().resolve("app/"));

      assertThat(failed.statusCode()).isEqualTo(502);
      assertThat(WebClient.text(failed)).contains("elsewhere.example", "HTTPS_PROXY");
    }
  }

  @Test
  void anIndexOutsideMayNotLeadToWhereOnlyAnotherIs() throws Exception {
    DistributionFile inside = WheelFile.of("inside", "1.0").file();
    try (var outside = FixtureIndex.start().publish(UPLOADED, inside);
        var own = FixtureIndex.start().publish(UPLOADED, WheelFile.of("acme-core", "1.0"));
        var plain = ForwardProxy.knowing(Map.of("index.example", outside.url()));
        var proxy =
            before(PLAIN, plain.url())
                .with("--extra-index", "own=" + own.url(), "--owns", "own=acme-*")
                .start()) {
      URI allowed =
          ProjectPage.link(proxy.indexUrl(), "acme-core", "acme_core-1.0-py3-none-any.whl");
      assertThat(WebClient.get(allowed).statusCode()).isEqualTo(200);

      // The page comes through the proxy, and its links lead to this machine.
      URI refused = ProjectPage.link(proxy.indexUrl(), "inside", inside.filename());
      HttpResponse<byte[]> file = WebClient.get(refused);

      assertThat(file.statusCode()).isEqualTo(502);
      assertThat(WebClient.text(file)).contains("127.0.0.1 is a loopback address");
      assertThat(outside.log().gets(inside.filename())).isEmpty();
    }
  }

  private ProxyProcess.Starter before(URI upstream, URI through) {
    return ProxyProcess.before(upstream, cache)
        .date("2020-01-01")
        .env("SSL_CERT_FILE", authority)
        .env("HTTPS_PROXY", through)
        .env("HTTP_PROXY", through);
  }
}
