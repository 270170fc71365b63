package dev.pipsnapshot.proxy.service;

import static dev.pipsnapshot.proxy.service.GatewayFixture.CONFIGURED;
import static dev.pipsnapshot.proxy.service.GatewayFixture.METADATA;
import static dev.pipsnapshot.proxy.service.GatewayFixture.WHEEL;
import static dev.pipsnapshot.proxy.service.GatewayFixture.WHEEL_URL;
import static dev.pipsnapshot.proxy.service.GatewayFixture.ask;
import static dev.pipsnapshot.proxy.service.GatewayFixture.missing;
import static dev.pipsnapshot.proxy.service.GatewayFixture.page;
import static dev.pipsnapshot.proxy.service.GatewayFixture.sha256;
import static dev.pipsnapshot.proxy.service.GatewayFixture.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.route.Route;
import dev.pipsnapshot.proxy.service.gateway.SnapshotGateway;
import dev.pipsnapshot.proxy.upstream.UpstreamFailures;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CoreMetadataTest {
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
  void passesUpstreamsMetadataOnByteForByte() {
    demo.index.pages.put("demo", demo.page("2020-01-01T00:00:00Z", ", \"core-metadata\": true"));
    demo.files.metadata.put(URI.create(WHEEL_URL + ".metadata"), "as it came".getBytes(UTF_8));
    SnapshotGateway gateway = demo.gateway();
    ask(gateway, page(CONFIGURED));

    assertThat(text(ask(gateway, demo.metadata()))).isEqualTo("as it came");
    assertThat(text(ask(gateway, demo.metadata()))).isEqualTo("as it came");
    assertThat(demo.files.asked).containsExactly("metadata " + WHEEL_URL + ".metadata");
  }

  @Test
  void takesMetadataOutOfTheWheelWhereUpstreamPromisedItInVain() {
    demo.index.pages.put("demo", demo.page("2020-01-01T00:00:00Z", ", \"core-metadata\": true"));
    SnapshotGateway gateway = demo.gateway();
    ask(gateway, page(CONFIGURED));

    assertThat(text(ask(gateway, demo.metadata()))).isEqualTo(METADATA);
    assertThat(demo.files.asked)
        .containsExactly("metadata " + WHEEL_URL + ".metadata", "range " + WHEEL_URL);
  }

  @Test
  void takesMetadataOutOfTheWholeWheelWhereItsHostDoesNotServeEnoughParts() {
    demo.files.longestTail = 100;
    SnapshotGateway gateway = demo.gateway();
    ask(gateway, page(CONFIGURED));

    assertThat(text(ask(gateway, demo.metadata()))).isEqualTo(METADATA);
    assertThat(demo.files.asked)
        .containsExactly("range " + WHEEL_URL, "range " + WHEEL_URL, "open " + WHEEL_URL);
  }

  @Test
  void takesMetadataOutOfTheWheelWhereItsFileIsKeptFromUs() {
    demo.index.pages.put("demo", demo.page("2020-01-01T00:00:00Z", ", \"core-metadata\": true"));
    demo.files.metadataFailure = Optional.of(UpstreamFailures.unreachable());
    SnapshotGateway gateway = demo.gateway();
    ask(gateway, page(CONFIGURED));

    assertThat(text(ask(gateway, demo.metadata()))).isEqualTo(METADATA);
  }

  @Test
  void asksForTheEndByItsPlaceWhereItIsNotToBeHadFromTheEnd() {
    demo.files.servesTails = false;
    SnapshotGateway gateway = demo.gateway();
    ask(gateway, page(CONFIGURED));

    assertThat(text(ask(gateway, demo.metadata()))).isEqualTo(METADATA);
    assertThat(demo.files.asked).containsExactly("tail " + WHEEL_URL, "range " + WHEEL_URL);
  }

  @Test
  void saysThatItNeedsTheCacheForThatIfThatKeepsNoFiles() throws IOException {
    demo.files.longestTail = 100;
    demo.directory = Files.createFile(demo.directory.resolve("file")).resolve("cache");
    SnapshotGateway gateway = demo.gateway();
    ask(gateway, page(CONFIGURED));

    var reply = (Reply.Failed) ask(gateway, demo.metadata());

    assertThat(reply.diagnostic().reference()).isEqualTo("cache-keeps-no-files");
  }

  @Test
  void passesOnWhatUpstreamPromisesOfAnSdist() {
    demo.index.pages.put("demo", demo.pageOfAnSdistWithMetadata());
    demo.files.metadata.put(
        URI.create("https://files.example/demo-2.0.tar.gz.metadata"), METADATA.getBytes(UTF_8));
    SnapshotGateway gateway = demo.gateway();
    ask(gateway, page(CONFIGURED));

    assertThat(text(ask(gateway, demo.metadataOfSdist()))).isEqualTo(METADATA);
  }

  @Test
  void promisesNoMetadataOfAnSdistAnyMoreOnceItWasNotThere() {
    demo.index.pages.put("demo", demo.pageOfAnSdistWithMetadata());
    SnapshotGateway gateway = demo.gateway();
    assertThat(text(ask(gateway, page(CONFIGURED)))).contains("core-metadata");

    assertThat(missing(ask(gateway, demo.metadataOfSdist()))).contains("its page promises");

    assertThat(text(ask(gateway, page(CONFIGURED)))).doesNotContain("core-metadata");
  }

  @Test
  void trustsNoMetadataThatDiffersFromItsDigest() {
    demo.index.pages.put(
        "demo",
        demo.page(
            "2020-01-01T00:00:00Z",
            ", \"core-metadata\": {\"sha256\": \"" + sha256(METADATA.getBytes(UTF_8)) + "\"}"));
    demo.files.metadata.put(URI.create(WHEEL_URL + ".metadata"), "forged".getBytes(UTF_8));
    SnapshotGateway gateway = demo.gateway();
    ask(gateway, page(CONFIGURED));

    assertThat(text(ask(gateway, demo.metadata()))).isEqualTo(METADATA);
  }

  @Test
  void neverTakesAnotherIndexsMetadataForTheSameWheel() {
    demo.upstreams =
        Upstreams.parse(
            "https://index.example/simple/",
            List.of("bad=https://bad.example/simple/"),
            List.of("bad=evil"));
    URI elsewhere = URI.create("https://bad.example/" + WHEEL);
    demo.index.pages.put("demo", demo.page("2020-01-01T00:00:00Z", ", \"core-metadata\": true"));
    demo.index.pages.put(
        "evil",
        demo.page("2020-01-01T00:00:00Z", ", \"core-metadata\": true")
            .replace("\"name\": \"demo\"", "\"name\": \"evil\"")
            .replace(WHEEL_URL.toString(), elsewhere.toString()));
    demo.files.metadata.put(URI.create(elsewhere + ".metadata"), "forged".getBytes(UTF_8));
    demo.files.metadata.put(URI.create(WHEEL_URL + ".metadata"), METADATA.getBytes(UTF_8));
    SnapshotGateway gateway = demo.gateway();
    ask(gateway, new Route.ProjectPage(CONFIGURED, ProjectName.parse("evil")));
    ask(gateway, demo.metadata());

    for (SnapshotGateway each : List.of(gateway, demo.gateway())) {
      ask(each, new Route.ProjectPage(CONFIGURED, ProjectName.parse("evil")));
      ask(each, page(CONFIGURED));
      assertThat(text(ask(each, demo.metadata()))).isEqualTo(METADATA);
    }
  }

  @Test
  void advertisesNoWrongDigestAgainAfterARestartUntilThePageSaysAnother() {
    demo.index.pages.put("demo", advertising("0".repeat(64)));
    SnapshotGateway first = demo.gateway();
    ask(first, page(CONFIGURED));
    assertThat(text(ask(first, demo.metadata()))).isEqualTo(METADATA);

    SnapshotGateway second = demo.gateway();
    assertThat(text(ask(second, page(CONFIGURED)))).contains(WHEEL).doesNotContain("core-metadata");
    assertThat(text(ask(second, demo.metadata()))).isEqualTo(METADATA);

    String right = sha256(METADATA.getBytes(UTF_8)).hex();
    demo.index.pages.put("demo", advertising(right));
    demo.clock.advance(Duration.ofHours(1));
    assertThat(text(ask(second, page(CONFIGURED)))).contains(right);
    assertThat(text(ask(second, demo.metadata()))).isEqualTo(METADATA);
  }

  private String advertising(String digest) {
    return demo.page(
        "2020-01-01T00:00:00Z", ", \"core-metadata\": {\"sha256\": \"" + digest + "\"}");
  }

  @Test
  void stopsAdvertisingMetadataThatIsNotWhatThePageSays() {
    demo.index.pages.put(
        "demo",
        demo.page(
            "2020-01-01T00:00:00Z",
            ", \"core-metadata\": {\"sha256\": \"" + "0".repeat(64) + "\"}"));
    SnapshotGateway gateway = demo.gateway();
    assertThat(text(ask(gateway, page(CONFIGURED)))).contains("core-metadata");

    assertThat(text(ask(gateway, demo.metadata()))).isEqualTo(METADATA);

    assertThat(text(ask(gateway, page(CONFIGURED))))
        .contains(WHEEL)
        .doesNotContain("core-metadata");
  }
}
