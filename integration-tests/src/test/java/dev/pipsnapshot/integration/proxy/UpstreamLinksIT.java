package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.RealUv;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks that tools make from the pages of {@code --links upstream}: they outlive the proxy. */
class UpstreamLinksIT {
  private final FixtureIndex index =
      FixtureIndex.start()
          .publish("2019-01-01T00:00:00Z", WheelFile.of("app", "1.0").requires("library"))
          .publish("2019-01-01T00:00:00Z", WheelFile.of("library", "1.0"))
          .publish("2021-01-01T00:00:00Z", WheelFile.of("library", "2.0"));

  @TempDir private Path folder;
  private ProxyProcess proxy;

  @BeforeEach
  void start() throws Exception {
    proxy =
        ProxyProcess.before(index.url(), folder.resolve("cache"))
            .date("2020-01-01")
            .with("--links", "upstream")
            .start();
  }

  @AfterEach
  void stop() {
    proxy.close();
    index.close();
  }

  @Test
  void uvInstallsFromItsLockWithoutTheProxy() throws Exception {
    Path project = Files.createDirectory(folder.resolve("project"));
    Files.writeString(
        project.resolve("pyproject.toml"),
        """
        [project]
        name = "project"
        version = "0"
        requires-python = ">=3.9"
        dependencies = ["app"]
        """);
    RealUv uv = RealUv.get();
    uv.inProject(proxy.indexUrl(), project, "lock").run().assertSucceeded();
    proxy.stop();

    assertThat(Files.readString(project.resolve("uv.lock")))
        .contains(urlOf("app", 0), urlOf("library", 0))
        .doesNotContain("/files/", "2.0");
    uv.inProject(proxy.indexUrl(), project, "sync", "--frozen").run().assertSucceeded();
    assertThat(project.resolve(".venv/lib"))
        .isDirectoryRecursivelyContaining("glob:**/library-1.0.dist-info");
  }

  @Test
  void pipInstallsFromItsLockWithoutTheProxy() throws Exception {
    RealPip pip = RealPip.of(RealPip.NEW);
    Path lock = folder.resolve("pylock.toml");
    pip.command(proxy.indexUrl(), "lock").with("app", "--output", lock).run().assertSucceeded();
    proxy.stop();

    assertThat(Files.readString(lock))
        .contains(urlOf("app", 0), urlOf("library", 0))
        .doesNotContain("/files/", "2.0");
    Path target = folder.resolve("installed");
    pip.command(proxy.indexUrl(), "install")
        .with("--requirement", lock, "--target", target)
        .run()
        .assertSucceeded();
    assertThat(target.resolve("library-1.0.dist-info")).isDirectory();
  }

  private String urlOf(String project, int number) {
    var file = index.files(project).get(number).file();
    URI packages = index.url().resolve("../packages/");
    return packages + file.sha256() + "/" + file.filename();
  }
}
