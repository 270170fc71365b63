package dev.pipsnapshot.proxy.service;

import static dev.pipsnapshot.proxy.service.GatewayFixture.CONFIGURED;
import static dev.pipsnapshot.proxy.service.GatewayFixture.METADATA;
import static dev.pipsnapshot.proxy.service.GatewayFixture.WHEEL;
import static dev.pipsnapshot.proxy.service.GatewayFixture.WHEEL_URL;
import static dev.pipsnapshot.proxy.service.GatewayFixture.ask;
import static dev.pipsnapshot.proxy.service.GatewayFixture.bytes;
import static dev.pipsnapshot.proxy.service.GatewayFixture.missing;
import static dev.pipsnapshot.proxy.service.GatewayFixture.page;
import static dev.pipsnapshot.proxy.service.GatewayFixture.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import dev.pipsnapshot.proxy.route.Route;
import dev.pipsnapshot.proxy.service.gateway.SnapshotGateway;
import dev.pipsnapshot.proxy.upstream.PageAnswer;
import dev.pipsnapshot.proxy.upstream.UpstreamFailures;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links to files, as locks hold them, at a proxy that has not made them. */
final class ReplayedLinksTest {
  private static final Route.Artifact UNLISTED = unlisted(1);

  private GatewayFixture demo;

  @BeforeEach
  void publish(@TempDir Path directory) {
    demo = new GatewayFixture(directory);
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void areServedFromACacheThatHasNotSeenThePage() {
    assertThat(bytes((Reply.File) ask(demo.gateway(), demo.file()))).isEqualTo(demo.wheel);
    assertThat(bytes((Reply.File) ask(demo.gateway(), demo.file()))).isEqualTo(demo.wheel);
    assertThat(demo.index.asked).containsExactly("page demo");
  }

  @Test
  void leadToCoreMetadataAsWell() {
    assertThat(text(ask(demo.gateway(), demo.metadata()))).isEqualTo(METADATA);
  }

  @Test
  void leadToFilesWhosePageGivesNoSha256() {
    demo.index.pages.put(
        "demo",
        demo.page("2020-01-01T00:00:00Z", "")
            .replace("{\"sha256\": \"" + demo.digest + "\"}", "{}"));
    var key = new ArtifactKey.ByUrl(Sha256.hash(WHEEL_URL.toString().getBytes(UTF_8)));

    assertThat(bytes((Reply.File) ask(demo.gateway(), new Route.Artifact(key, WHEEL))))
        .isEqualTo(demo.wheel);
  }

  @Test
  void areServedThoughAFreshPageWasFromBeforeTheUpload() {
    demo.index.pages.put("demo", demo.page("2020-01-01T00:00:00Z", "").replace("-1.0-", "-0.9-"));
    SnapshotGateway gateway = demo.gateway();
    ask(gateway, page(CONFIGURED));
    demo.index.pages.put("demo", demo.page("2020-01-01T00:00:00Z", ""));
    demo.clock.advance(Duration.ofMinutes(1));

    assertThat(bytes((Reply.File) ask(gateway, demo.file()))).isEqualTo(demo.wheel);
    assertThat(demo.index.asked).containsExactly("page demo", "page demo");
  }

  @Test
  void costOneRequestUpstreamForAllWhoAskAtOnce() {
    var upstream = new CompletableFuture<PageAnswer>();
    demo.index.held = Optional.of(upstream);
    SnapshotGateway gateway = demo.gateway();
    var first = gateway.answer(GatewayFixture.request(demo.file(), PageFormat.HTML, false));
    var second = gateway.answer(GatewayFixture.request(demo.metadata(), PageFormat.HTML, false));
    var third = gateway.answer(GatewayFixture.request(UNLISTED, PageFormat.HTML, false));
    upstream.complete(
        new PageAnswer.Fetched(
            demo.index.fetched(GatewayFixture.DEMO, demo.page("2020-01-01T00:00:00Z", ""))));

    assertThat(bytes((Reply.File) first.join())).isEqualTo(demo.wheel);
    assertThat(text(second.join())).isEqualTo(METADATA);
    assertThat(third.join()).isInstanceOf(Reply.Missing.class);
    assertThat(demo.index.asked).containsExactly("page demo");
  }

  @Test
  void thatAreUnknownCostOneRequestUpstreamInAWhileHoweverManyThereAre() {
    SnapshotGateway gateway = demo.gateway();
    for (int i = 0; i < 50; i++) {
      assertThat(missing(ask(gateway, unlisted(i)))).contains("no project page lists this");
    }
    assertThat(demo.index.asked).containsExactly("page demo");

    demo.clock.advance(Duration.ofMinutes(1));
    ask(gateway, UNLISTED);
    ask(gateway, UNLISTED);
    assertThat(demo.index.asked).containsExactly("page demo", "page demo");
  }

  @Test
  void thatAreUnknownAreLookedForAgainAfterTheClockWasSetBack() {
    SnapshotGateway gateway = demo.gateway();
    ask(gateway, UNLISTED);
    demo.clock.advance(Duration.ofDays(-1));
    ask(gateway, UNLISTED);

    assertThat(demo.index.asked).containsExactly("page demo", "page demo");
  }

  @Test
  void areNoneWhereTheNameTellsNoProject() {
    var odd = new Route.Artifact(new ArtifactKey.ByContent(demo.digest), "demo.tar.gz");

    assertThat(ask(demo.gateway(), odd)).isInstanceOf(Reply.Missing.class);
    assertThat(demo.index.asked).isEmpty();
  }

  @Test
  void areNotUnknownBecauseTheIndexDidNotAnswer() {
    demo.index.failure = Optional.of(UpstreamFailures.unreachable());
    SnapshotGateway gateway = demo.gateway();
    assertThat(ask(gateway, demo.file())).isInstanceOf(Reply.Failed.class);
    demo.index.failure = Optional.empty();

    assertThat(bytes((Reply.File) ask(gateway, demo.file()))).isEqualTo(demo.wheel);
  }

  @Test
  void areNotGivenUpInSilenceWhereTheIndexIsSlow() {
    demo.index.held = Optional.of(new CompletableFuture<>());
    demo.patience = Duration.ofMillis(1);

    var reply = (Reply.Failed) ask(demo.gateway(Connectivity.ONLINE, Runnable::run), demo.file());
    assertThat(reply.cause()).isEqualTo(Reply.Cause.UPSTREAM_TIMEOUT);
    assertThat(reply.diagnostic().message()).contains("https://index.example/simple/", "demo");
  }

  @Test
  void areNamedWhereTheyCannotBeAskedForOffline() {
    SnapshotGateway offline = demo.gateway(Connectivity.OFFLINE);

    assertThat(((Reply.Failed) ask(offline, demo.file())).diagnostic().message())
        .isEqualTo(
            "offline, and a page of 'demo' that lists this '" + WHEEL + "' is not in the cache");
    assertThat(demo.index.asked).isEmpty();
  }

  @Test
  void tellTheNamesThatAnIndexOwnsToNoOther() {
    demo.upstreams =
        Upstreams.parse(
            "https://index.example/simple/",
            List.of("acme=https://acme.example/simple/"),
            List.of("acme=acme-core"));
    ask(
        demo.gateway(),
        new Route.Artifact(new ArtifactKey.ByContent(demo.digest), "acme-core-1.0-1.tar.gz"));

    assertThat(demo.index.asked).containsExactly("page acme-core");
  }

  @Test
  void leadToAnUnwontedlyNamedSdistThroughTheSecondNameInIt() {
    String filename = "demo-1.0-1.tar.gz";
    demo.index.pages.put("demo", demo.page("2020-01-01T00:00:00Z", "").replace(WHEEL, filename));
    demo.files.files.put(URI.create(WHEEL_URL.toString().replace(WHEEL, filename)), demo.wheel);

    assertThat(
            bytes(
                (Reply.File)
                    ask(
                        demo.gateway(),
                        new Route.Artifact(new ArtifactKey.ByContent(demo.digest), filename))))
        .isEqualTo(demo.wheel);
    assertThat(demo.index.asked).containsExactly("page demo-1-0", "page demo");
  }

  private static Route.Artifact unlisted(int number) {
    byte[] other = {(byte) number};
    return new Route.Artifact(new ArtifactKey.ByContent(Sha256.hash(other)), WHEEL);
  }
}
