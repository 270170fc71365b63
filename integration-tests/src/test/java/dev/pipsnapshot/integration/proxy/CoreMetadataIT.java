package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.PipRelease;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.CoreMetadataOffer;
import dev.pipsnapshot.integration.support.dist.PublishedFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PEP 658 files, one project for each way in which an index may have them. */
class CoreMetadataIT {
  private static FixtureIndex index;
  private static ProxyProcess proxy;

  @BeforeAll
  static void start(@TempDir Path cache) throws Exception {
    index = FixtureIndex.start();
    for (CoreMetadataOffer offer : CoreMetadataOffer.values()) {
      index.publish(
          PublishedFile.of(
                  "2019-01-01T00:00:00Z",
                  WheelFile.of(project(offer), "1.0").requires("library").withBallast(200_000))
              .metadata(offer));
    }
    index.publish("2019-01-01T00:00:00Z", WheelFile.of("library", "1.0"));
    proxy = ProxyProcess.before(index.url(), cache).date("2020-01-01").start();
  }

  @AfterAll
  static void stop() {
    proxy.close();
    index.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"ABSENT", "UNADVERTISED"})
  void isNotPromisedWhereUpstreamDoesNotPromiseIt(CoreMetadataOffer offer) {
    URI page = proxy.indexUrl().resolve(project(offer) + "/");

    assertThat(WebClient.text(WebClient.getHtml(page))).doesNotContain("metadata=");
    assertThat(WebClient.json(WebClient.getJson(page)).at("/files/0/core-metadata").isObject())
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(CoreMetadataOffer.class)
  void isTheWheelsOwnWhateverUpstreamHas(CoreMetadataOffer offer) {
    var file = index.files(project(offer)).get(0).file();
    URI link = ProjectPage.link(proxy.indexUrl(), project(offer), file.filename());
    index.log().clear();

    var metadata = WebClient.get(URI.create(link + ".metadata"));

    assertThat(metadata.statusCode()).as(WebClient.text(metadata)).isEqualTo(200);
    assertThat(metadata.body()).isEqualTo(file.coreMetadata().orElseThrow());
    assertThat(index.log().bytesOf(file.filename())).isLessThan(file.size() / 2);
  }

  @ParameterizedTest
  @EnumSource
  void noPipStumblesOverAPromiseInVain(PipRelease release, @TempDir Path dest) throws Exception {
    String project = project(CoreMetadataOffer.PROMISED_IN_VAIN);

    RealPip.of(release).download(proxy.indexUrl(), dest, project).run().assertSucceeded();

    assertThat(dest.toFile().list())
        .containsExactlyInAnyOrder(
            index.files(project).get(0).file().filename(),
            index.files("library").get(0).file().filename());
  }

  /**
   * From 23.2 on, pip stops where core metadata is not what its page says, as it does before the
   * index itself. It was given that page before anybody had looked at the metadata.
   */
  @ParameterizedTest
  @EnumSource
  void aWrongDigestStopsOnePipAtMost(PipRelease release, @TempDir Path folder) throws Exception {
    String project = project(CoreMetadataOffer.WRONG_DIGEST);
    RealPip pip = RealPip.of(release);
    Path cache = folder.resolve("cache");

    try (ProxyProcess cold = ProxyProcess.before(index.url(), cache).date("2020-01-01").start()) {
      var first = pip.download(cold.indexUrl(), folder.resolve("cold"), project).run();
      if (release == RealPip.NEW) {
        assertThat(first.assertFailed().output()).contains("DO NOT MATCH THE HASHES");
      } else {
        first.assertSucceeded();
      }
      pip.download(cold.indexUrl(), folder.resolve("warm"), project).run().assertSucceeded();
    }
    try (ProxyProcess later = ProxyProcess.before(index.url(), cache).date("2020-01-01").start()) {
      pip.download(later.indexUrl(), folder.resolve("later"), project).run().assertSucceeded();
    }

    assertThat(folder.resolve("warm").toFile().list()).hasSize(2);
    assertThat(folder.resolve("later").toFile().list()).hasSize(2);
  }

  @Test
  void sdistsHaveNone() {
    URI link =
        ProjectPage.link(
            proxy.indexUrl(), "library", index.files("library").get(0).file().filename());

    assertThat(
            WebClient.get(URI.create(link.toString().replace(".whl", ".tar.gz") + ".metadata"))
                .statusCode())
        .isEqualTo(404);
  }

  private static String project(CoreMetadataOffer offer) {
    return offer.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
