package dev.pipsnapshot.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final ProjectName SIX = ProjectName.parse("six");

  @TempDir private static Path directory;
  private static KeyStore keys;

  @BeforeAll
  static void makesACertificate() throws Exception {
    Path store = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=test",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
  }

  @Test
  void trustsTheAuthoritiesOfTheUserBesideThoseOfTheJdk() throws Exception {
    Path bundle = Files.writeString(directory.resolve("ca.pem"), certificate());
    Map<String, String> environment =
        Map.of("PIP_CERT", bundle.toString(), "SSL_CERT_FILE", directory + "/missing.pem");
    assertThat(ask(environment)).isInstanceOf(PageAnswer.Fetched.class);
    assertThat(TrustedCertificates.from(environment).load().getAcceptedIssuers())
        .hasSize(TrustedCertificates.from(Map.of()).load().getAcceptedIssuers().length + 1);
  }

  @Test
  void tellsHowToTrustAnUnknownAuthority() throws Exception {
    Path garbage = Files.writeString(directory.resolve("garbage.pem"), "garbage");
    assertThat(ask(Map.of("SSL_CERT_FILE", garbage.toString())))
        .isInstanceOfSatisfying(
            UpstreamException.Untrusted.class,
            failure ->
                assertThat(failure.diagnostic().hint())
                    .hasValueSatisfying(hint -> assertThat(hint).contains("SSL_CERT_FILE")));
  }

  @Test
  void readsCertificatesAheadOfTheFirstRequest() throws Exception {
    Path bundle = Files.writeString(directory.resolve("read-ahead.pem"), certificate());
    Consumer<UpstreamClients> prepared =
        clients -> {
          clients.prepare();
          try {
            Files.delete(bundle);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    assertThat(ask(Map.of("SSL_CERT_FILE", bundle.toString()), prepared))
        .isInstanceOf(PageAnswer.Fetched.class);
  }

  private static String certificate() throws Exception {
    return "# ours\n-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(keys.getCertificate("server").getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private static Object ask(Map<String, String> environment) throws Exception {
    return ask(environment, clients -> {});
  }

  private static Object ask(Map<String, String> environment, Consumer<UpstreamClients> before)
      throws Exception {
    try (var server =
            ScriptedServer.https(sockets(), ScriptedServer.always(ScriptedServer.ok("page")));
        var clients =
            TestClients.of(server.url("/simple/").toString(), TestClients.QUICK, environment)) {
      before.accept(clients);
      return clients
          .indexes()
          .page(SIX, Optional.empty(), LargeBodies.ANY)
          .<Object>handle((answer, failure) -> failure == null ? answer : unwrapped(failure))
          .join();
    }
  }

  /** A failure comes wrapped where it arrives after the stages that depend on it were added. */
  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException
        ? Objects.requireNonNull(failure.getCause())
        : failure;
  }

  private static ServerSocketFactory sockets() throws Exception {
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context.getServerSocketFactory();
  }
}
