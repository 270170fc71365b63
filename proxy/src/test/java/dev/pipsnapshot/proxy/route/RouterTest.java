package dev.pipsnapshot.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.InstallTarget;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final String HEX = "0123456789abcdef".repeat(4);
  private static final ArtifactKey KEY = new ArtifactKey.ByContent(Sha256.parse(HEX));

  private final Router router = new Router(CLOCK, Optional.empty());

  @Test
  void findsPagesAndListsOfEveryView() {
    var six = ProjectName.parse("six");
    var at = new ViewSelector.At(new Cutoff(Instant.parse("2021-05-01T10:30:00Z")));
    assertThat(router.route("/simple/"))
        .isEqualTo(new Route.ProjectList(new ViewSelector.Configured()));
    assertThat(router.route("/simple/six/"))
        .isEqualTo(new Route.ProjectPage(new ViewSelector.Configured(), six));
    assertThat(router.route("/for/cp311-linux_x86_64/simple/six/"))
        .isEqualTo(
            new Route.ProjectPage(
                new ViewSelector.For(new InstallTarget(11, "linux_x86_64")), six));
    assertThat(router.route("/for/somebody/simple/six/")).isEqualTo(new Route.Unknown());
    assertThat(router.route("/live/simple/"))
        .isEqualTo(new Route.ProjectList(new ViewSelector.Live()));
    assertThat(router.route("/live/simple/six/"))
        .isEqualTo(new Route.ProjectPage(new ViewSelector.Live(), six));
    assertThat(router.route("/snapshot/2021-05-01T12:30:00+02:00/simple/"))
        .isEqualTo(new Route.ProjectList(at));
    assertThat(router.route("/snapshot/2021-05-01T10%3A30%3A00Z/simple/six/?format=x"))
        .isEqualTo(new Route.ProjectPage(at, six));
  }

  @Test
  void findsFilesAndTheirMetadata() {
    assertThat(router.route("/files/" + HEX + "/torch-1.0+cu113-py3-none-any.whl"))
        .isEqualTo(new Route.Artifact(KEY, "torch-1.0+cu113-py3-none-any.whl"));
    assertThat(router.route("/files/" + HEX + "/torch-1.0%2Bcu113-py3-none-any.whl.metadata"))
        .isEqualTo(new Route.ArtifactMetadata(KEY, "torch-1.0+cu113-py3-none-any.whl"));
    assertThat(router.route("/files/url-" + HEX + "/odd%20name.exe"))
        .isEqualTo(new Route.Artifact(new ArtifactKey.ByUrl(Sha256.parse(HEX)), "odd name.exe"));
  }

  @Test
  void findsExplanationsHealthAndMetrics() {
    var six = ProjectName.parse("six");
    assertThat(router.route("/explain/six")).isEqualTo(new Route.Explain(six, Optional.empty()));
    assertThat(router.route("/explain/six?date=2021-05-01"))
        .isEqualTo(
            new Route.Explain(six, Optional.of(new Cutoff(Instant.parse("2021-05-01T00:00:00Z")))));
    assertThat(router.route("/healthz")).isEqualTo(new Route.Health());
    assertThat(router.route("/metrics")).isEqualTo(new Route.Metrics());
  }

  @ParameterizedTest
  @CsvSource({
    "/simple, simple/",
    "/simple/six, six/",
    "/simple/Flask, flask/",
    "/simple/Zope.Interface/, ../zope-interface/",
    "/simple/Flask/?format=text%2Fhtml, ../flask/?format=text%2Fhtml",
    "/snapshot/2021-05-01/simple, simple/",
    "/snapshot/2021-05-01/simple/SIX, six/",
    "/live/simple/a__b/, ../a-b/",
    "/explain/Flask?date=2021-05-01, flask?date=2021-05-01",
    "/explain/flask/, ../flask",
  })
  void redirectsRelativelyToTheNormalisedUrl(String target, String location) {
    assertThat(router.route(target)).isEqualTo(new Route.Moved(location));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/nothing",
        "//simple/six/",
        "/simple//",
        "/simple/six//",
        "/simple/six/extra",
        "/snapshot/2021-05-01/",
        "/snapshot/2021-05-01/six/",
        "/live/",
        "/files/",
        "/files/a/b/c",
        "/healthz/",
        "/metrics/x",
        "/explain/",
        "/SIMPLE/six/"
      })
  void knowsNothingElse(String target) {
    assertThat(router.route(target)).isEqualTo(new Route.Unknown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "simple/six/",
        "*",
        "/simple/../files/",
        "/simple/./six/",
        "/simple/%2e%2e/six/",
        "/simple/..%2f..%2fetc/",
        "/simple/a%2Fb/",
        "/simple/a%5cb/",
        "/simple/a\\b/",
        "/simple/a%00/",
        "/simple/a%0d%0aSet-Cookie:x/",
        "/simple/a%7f/",
        "/simple/%252e%252e/",
        "/simple/a%25/",
        "/simple/a%/",
        "/simple/a%4/",
        "/simple/a%zz/",
        "/simple/%ff/",
        "/simple/%c0%ae/",
        "/simple/a b/",
        "/simple/é/",
        "/simple/six/#top",
        "/simple/-six/",
        "/files/xyz/six.whl",
        "/files/url-xyz/six.whl",
        "/explain/six?date=2021-05-01&date=2021-05-02",
      })
  void refusesHostileTargetsWithAReason(String target) {
    assertThat(router.route(target))
        .isInstanceOfSatisfying(
            Route.Malformed.class, malformed -> assertThat(malformed.reason()).isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".hidden", ".metadata", "..metadata"})
  void refusesFileNamesThatNoDistributionHas(String filename) {
    assertThat(router.route("/files/" + HEX + "/" + filename)).isInstanceOf(Route.Malformed.class);
    assertThat(router.route("/files/" + HEX + "/" + "a".repeat(256)))
        .isInstanceOf(Route.Malformed.class);
  }

  @Test
  void refusesAnOverlongTarget() {
    assertThat(router.route("/simple/" + "a/".repeat(2000))).isInstanceOf(Route.Malformed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "/snapshot/2021-05/simple/six/, write the day too: 2021-05-01",
    "/snapshot/20210501/simple/, write 2021-05-01",
    "/snapshot/2031-05-01/simple/six/, in the future",
    "/explain/six?date=2021, write the day too: 2021-01-01",
  })
  void passesOnTheAdviceOfARefusedCutoff(String target, String advice) {
    assertThat(router.route(target))
        .isInstanceOfSatisfying(
            Route.Malformed.class, malformed -> assertThat(malformed.reason()).contains(advice));
  }

  @Test
  void withATokenKnowsOnlyPathsThatStartWithIt() {
    var guarded = new Router(CLOCK, Optional.of(AccessToken.parse("s3cret-token")));
    assertThat(guarded.route("/s3cret-token/simple/six/")).isEqualTo(router.route("/simple/six/"));
    assertThat(guarded.route("/s3cret-token/simple/SIX")).isEqualTo(new Route.Moved("six/"));
    assertThat(guarded.route("/simple/six/")).isEqualTo(new Route.Unknown());
    assertThat(guarded.route("/s3cret-tokem/simple/six/")).isEqualTo(new Route.Unknown());
    assertThat(guarded.route("/s3cret-token")).isEqualTo(new Route.Unknown());
  }

  @Test
  void makesTokensThatDifferAndStayOutOfLogs() {
    var random = new SecureRandom();
    AccessToken token = AccessToken.random(random);
    assertThat(token.matches(AccessToken.random(random).pathSegment())).isFalse();
    assertThat(AccessToken.parse(token.pathSegment()).matches(token.pathSegment())).isTrue();
    assertThat(token.toString()).doesNotContain(token.pathSegment());
    assertThatThrownBy(() -> AccessToken.parse("a/b/c/d/e"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hasARouteForEveryText() {
    var random = new Random(7);
    String alphabet = "/%.2feE05sS?&=simple-+:@\\\0\n~";
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder("/simple/");
      for (int j = random.nextInt(12); j > 0; j--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(router.route(text.toString())).isNotNull();
    }
  }
}
