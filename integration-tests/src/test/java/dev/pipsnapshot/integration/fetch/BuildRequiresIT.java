package dev.pipsnapshot.integration.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.ExternalCommand;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.RequiredTool;
import dev.pipsnapshot.integration.support.Snapshot;
import dev.pipsnapshot.integration.support.dist.SdistFile;
import dev.pipsnapshot.integration.support.dist.TinyBackend;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An sdist whose build requires another sdist. */
class BuildRequiresIT {
  private static final String BEFORE = "2020-01-01T00:00:00Z";
  private static final String AFTER = "2020-07-01T00:00:00Z";

  private final FixtureIndex index =
      FixtureIndex.start()
          .publish(BEFORE, SdistFile.of("app", "1.0").buildRequires("tinybackend", "generator"))
          .publish(BEFORE, SdistFile.of("generator", "1.0").buildRequires("tinybackend"))
          .publish(BEFORE, TinyBackend.wheel("1.0"), TinyBackend.witness("1.0"))
          .publish(AFTER, TinyBackend.wheel("2.0"), TinyBackend.witness("2.0"))
          .publish(AFTER, WheelFile.of("generator", "2.0"));

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void everythingIsThereToBuildWithoutANetworkWhateverTheCacheHeld() throws Exception {
    Path cold = folder.resolve("cold");

    String hash = fetch(cold).hash();

    assertThat(new Snapshot(cold).entries())
        .containsExactly(
            "app-1.0.tar.gz",
            "build-requires/",
            "build-requires/generator-1.0.tar.gz",
            "build-requires/tinybackend-1.0-py3-none-any.whl",
            "build-requires/tinybackend_witness-1.0-py3-none-any.whl",
            "tinybackend_witness-1.0-py3-none-any.whl");
    assertThat(new Snapshot(cold).nixHash()).isEqualTo(hash);
    assertThat(fetch(folder.resolve("warm")).with("--resolve").hash()).isEqualTo(hash);

    Path installed = folder.resolve("installed");
    withoutNetwork()
        .with(
            RealPip.of(RealPip.NEW)
                .command(index.url(), "install")
                .with("--no-index", "--find-links", cold)
                .with("--find-links", cold.resolve("build-requires"))
                .with("--target", installed, "app")
                .words()
                .toArray())
        .env("PIP_CONFIG_FILE", "/dev/null")
        .run()
        .assertSucceeded();
    assertThat(installed.resolve("app.py")).hasContent("VERSION = \"1.0\"");
  }

  private FetchProcess.Starter fetch(Path dest) {
    return FetchProcess.from(index.url(), folder.resolve("cache"))
        .date("2020-06-01")
        .dest(dest)
        .with("--with-build-requires", "app");
  }

  /** In a network namespace of its own, in which there is no other host, and no loopback either. */
  private static ExternalCommand withoutNetwork() {
    Path unshare = RequiredTool.onPath("unshare");
    String options = "root".equals(System.getProperty("user.name")) ? "-n" : "-rn";
    if (ExternalCommand.of(unshare, options, "true").run().exitCode() != 0) {
      throw RequiredTool.missing("this machine lets nobody make a network namespace");
    }
    return ExternalCommand.of(unshare, options);
  }
}
