package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Answer;
import dev.pipsnapshot.integration.support.http.Exchange;
import dev.pipsnapshot.integration.support.http.Fault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A public and a private index, each with its names and its credentials. */
class OwnershipIT {
  private static final String UPLOADED = "2019-01-01T00:00:00Z";
  private static final String PRIVATE_PASSWORD = "s3cret-of-the-url";
  private static final String PUBLIC_PASSWORD = "s3cret-of-the-netrc";

  private static FixtureIndex publicIndex;
  private static FixtureIndex privateIndex;
  private static ProxyProcess proxy;
  private static Path cache;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    publicIndex =
        FixtureIndex.start()
            .publish(UPLOADED, WheelFile.of("app", "1.0").requires("acme-core"))
            .publish(UPLOADED, WheelFile.of("acme-core", "99.0").with("evil.py", "print('!')"))
            .publish(UPLOADED, WheelFile.of("acme-unheard-of", "1.0"))
            .publish(UPLOADED, WheelFile.of("acme-forwarded", "1.0"));
    privateIndex =
        FixtureIndex.start()
            .publish(UPLOADED, WheelFile.of("Acme.Core", "1.0"))
            .publish(UPLOADED, WheelFile.of("acme-closed", "1.0"))
            .publish(UPLOADED, WheelFile.of("app", "77.0"));
    privateIndex.breakPage("acme-closed", Fault.instead(Answer.status(403)));
    String publicUrl = publicIndex.url().toString().replace("127.0.0.1", "localhost");
    privateIndex.breakPage(
        "acme-forwarded", Fault.instead(Answer.redirect(302, publicUrl + "acme-forwarded/")));
    cache = folder.resolve("cache");
    Path netrc =
        Files.writeString(
            folder.resolve("netrc"), "machine localhost login reader password " + PUBLIC_PASSWORD);
    URI withPassword =
        URI.create(
            privateIndex.url().toString().replace("://", "://robot:" + PRIVATE_PASSWORD + "@"));
    proxy =
        ProxyProcess.before(URI.create(publicUrl), cache)
            .date("2020-01-01")
            .with("--extra-index", "acme=" + withPassword, "--owns", "acme=acme-*", "-v")
            .env("NETRC", netrc)
            .start();
  }

  @AfterAll
  static void stop() {
    proxy.close();
    publicIndex.close();
    privateIndex.close();
  }

  @Test
  void aNameIsAskedOfItsOwnerOnly(@TempDir Path dest) {
    RealPip.of(RealPip.NEW).download(proxy.indexUrl(), dest, "app").run().assertSucceeded();

    assertThat(dest.toFile().list())
        .containsExactlyInAnyOrder("app-1.0-py3-none-any.whl", "Acme_Core-1.0-py3-none-any.whl");
    assertThat(publicIndex.log().lines()).isNotEmpty().noneMatch(line -> line.contains("acme"));
    assertThat(privateIndex.log().lines()).isNotEmpty().noneMatch(line -> line.contains("app"));
  }

  @Test
  void whatItsOwnerLacksIsNotTakenFromAnother() {
    var missing = WebClient.get(proxy.indexUrl().resolve("acme-unheard-of/"));

    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(WebClient.text(missing)).contains("there is no project 'acme-unheard-of'");
    assertThat(publicIndex.log().lines()).noneMatch(line -> line.contains("acme"));
  }

  /** As GitLab does with what it lacks, unless it is told not to. */
  @Test
  void whatItsOwnerForwardsToAnotherIsNotTakenFromThere(@TempDir Path dest) {
    var refused = WebClient.get(proxy.indexUrl().resolve("acme-forwarded/"));
    RealPip.of(RealPip.NEW).download(proxy.indexUrl(), dest, "acme-forwarded").run().assertFailed();

    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(WebClient.text(refused)).contains("acme-forwarded", "redirected", "localhost");
    assertThat(dest).isEmptyDirectory();
    assertThat(publicIndex.log().lines()).noneMatch(line -> line.contains("acme"));
  }

  @Test
  void credentialsGoToTheirOwnHostOnly() {
    WebClient.get(link("app", publicIndex));
    WebClient.get(link("acme-core", privateIndex));

    assertThat(authorizations(privateIndex, "/")).containsOnly(basic("robot", PRIVATE_PASSWORD));
    assertThat(authorizations(publicIndex, "/simple/app/"))
        .containsOnly(basic("reader", PUBLIC_PASSWORD));
    assertThat(authorizations(publicIndex, ".whl"))
        .as("the files are at another host name than the page: 127.0.0.1, not localhost")
        .containsOnly(Optional.empty());
  }

  @Test
  void credentialsAreNowhereToBeSeen() throws Exception {
    Set<String> seen = new HashSet<>();
    for (String project : new String[] {"app", "acme-core", "acme-unheard-of", "acme-closed"}) {
      for (String area : new String[] {"simple/", "live/simple/"}) {
        URI page = proxy.resolve(area + project + "/");
        seen.add(WebClient.text(WebClient.getJson(page)));
        seen.add(WebClient.text(WebClient.getHtml(page)));
      }
      seen.add(WebClient.text(WebClient.get(proxy.resolve("explain/" + project))));
    }
    WebClient.get(link("acme-core", privateIndex));
    seen.add(WebClient.text(WebClient.get(proxy.resolve("metrics"))));
    seen.add(proxy.log());
    try (Stream<Path> files = Files.walk(cache)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        seen.add(file + Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }

    assertThat(seen)
        .anyMatch(text -> text.contains("gives no access"))
        .noneMatch(text -> text.contains(PRIVATE_PASSWORD) || text.contains(PUBLIC_PASSWORD))
        .noneMatch(text -> text.contains("robot:") || text.contains("Authorization"));
  }

  private static URI link(String project, FixtureIndex index) {
    DistributionFile file = index.files(project).get(0).file();
    return ProjectPage.link(proxy.indexUrl(), project, file.filename());
  }

  private static Set<Optional<String>> authorizations(FixtureIndex index, String part) {
    return index.log().all().stream()
        .map(Exchange::request)
        .filter(request -> request.path().contains(part))
        .map(request -> request.header("Authorization"))
        .collect(Collectors.toSet());
  }

  private static Optional<String> basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
  }
}
