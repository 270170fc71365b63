package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.CacheCommandLine;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The links of one proxy's pages, as a lock holds them, asked of another that has no page. */
class LastingLinksIT {
  private static final String UPLOADED = "2019-01-01T00:00:00Z";

  private final FixtureIndex index =
      FixtureIndex.start().publish(UPLOADED, WheelFile.of("demo", "1.0"));

  private final FixtureIndex ours =
      FixtureIndex.start().publish(UPLOADED, WheelFile.of("acme-core", "1.0"));

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    index.close();
    ours.close();
  }

  @Test
  void leadToTheSameFilesThroughASecondProxyWithACacheOfItsOwn() throws Exception {
    String file;
    String ownedFile;
    try (var one = start("one")) {
      file = link(one, "demo", index);
      ownedFile = link(one, "acme-core", ours);
    }
    index.log().clear();
    ours.log().clear();
    try (var other = start("other")) {
      assertThat(WebClient.get(other.resolve(file)).body()).isEqualTo(content("demo", index));
      assertThat(WebClient.get(other.resolve(ownedFile)).body())
          .isEqualTo(content("acme-core", ours));
      assertThat(WebClient.text(WebClient.get(other.resolve(ownedFile + ".metadata"))))
          .contains("Name: acme-core");
    }
    assertThat(index.log().lines()).noneMatch(line -> line.contains("acme"));
    assertThat(ours.log().gets("/simple/acme-core/")).hasSize(1);
    assertThat(ours.log().lines()).noneMatch(line -> line.contains("demo"));
  }

  @Test
  void leadToTheSameFilesAfterTheCacheWasPruned() throws Exception {
    try (var proxy = start("one")) {
      String file = link(proxy, "demo", index);
      WebClient.get(proxy.resolve(file));
      proxy.stop();
      CacheCommandLine.run(folder.resolve("one"), "prune", "--max-size", "0").assertSucceeded();

      try (var restarted = start("one")) {
        assertThat(WebClient.get(restarted.resolve(file)).body()).isEqualTo(content("demo", index));
      }
    }
  }

  private ProxyProcess start(String cache) throws IOException {
    return ProxyProcess.before(index.url(), folder.resolve(cache))
        .date("2020-01-01")
        .with("--extra-index", "acme=" + ours.url(), "--owns", "acme=acme-*")
        .start();
  }

  private static String link(ProxyProcess proxy, String project, FixtureIndex index) {
    String filename = index.files(project).get(0).file().filename();
    return proxy
        .resolve("")
        .relativize(ProjectPage.link(proxy.indexUrl(), project, filename))
        .toString();
  }

  private static byte[] content(String project, FixtureIndex index) {
    DistributionFile file = index.files(project).get(0).file();
    return file.content();
  }
}
