package dev.pipsnapshot.integration.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.DrivenPip;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.Namespace;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.Snapshot;
import dev.pipsnapshot.integration.support.dist.SdistFile;
import dev.pipsnapshot.integration.support.dist.TinyBackend;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An sdist whose build requires another sdist. */
class BuildRequiresIT {
  private static final String BEFORE = "2020-01-01T00:00:00Z";
  private static final String AFTER = "2020-07-01T00:00:00Z";

  private final FixtureIndex index =
      FixtureIndex.start()
          .publish(BEFORE, SdistFile.of("app", "1.0").buildRequires("tinybackend", "generator"))
          .publish(BEFORE, SdistFile.of("generator", "1.0").buildRequires("tinybackend"))
          .publish(BEFORE, TinyBackend.wheel("1.0"), TinyBackend.witness("1.0"))
          .publish(AFTER, TinyBackend.wheel("2.0"))
          .publish(BEFORE, TinyBackend.witness("2.0"))
          .publish(AFTER, WheelFile.of("generator", "2.0"));

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    index.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyPipTellsWhatItsBuildsNeed(DrivenPip pip) throws Exception {
    DrivenPip.publishAll(index, AFTER);
    Path dest = folder.resolve("dest");

    fetch(dest, "generator").pip(pip).run().assertSucceeded();

    assertThat(new Snapshot(dest).entries())
        .containsExactly(
            "build-requires/",
            "build-requires/tinybackend-1.0-py3-none-any.whl",
            "generator-1.0.tar.gz",
            "tinybackend_witness-1.0-py3-none-any.whl");
  }

  @Test
  void ofADateOfTheirOwnTheyAreOthersAndTheLockSaysSo() throws Exception {
    Path lock = folder.resolve("pylock.toml");
    String plain = fetch(folder.resolve("plain"), "generator").hash();

    String hash =
        fetch(folder.resolve("dest"), "generator")
            .with("--build-date", "2020-08-01", "--lock", lock)
            .hash();

    assertThat(hash).isNotEqualTo(plain);
    assertThat(new Snapshot(folder.resolve("dest")).entries())
        .contains("build-requires/tinybackend-2.0-py3-none-any.whl", "generator-1.0.tar.gz");
    assertThat(lock).content().contains("build-cutoff = \"2020-08-01T00:00:00Z\"");
    assertThat(
            FetchProcess.restoring(lock, index.url(), folder.resolve("cache"))
                .dest(folder.resolve("again"))
                .hash())
        .isEqualTo(hash);
    assertThat(fetch(folder.resolve("plain again"), "generator").hash()).isEqualTo(plain);
  }

  @Test
  void everythingIsThereToBuildWithoutANetworkWhateverTheCacheHeld() throws Exception {
    Path cold = folder.resolve("cold");

    String hash = fetch(cold, "app").hash();

    assertThat(new Snapshot(cold).entries())
        .containsExactly(
            "app-1.0.tar.gz",
            "build-requires/",
            "build-requires/generator-1.0.tar.gz",
            "build-requires/tinybackend-1.0-py3-none-any.whl",
            "build-requires/tinybackend_witness-1.0-py3-none-any.whl",
            "tinybackend_witness-1.0-py3-none-any.whl");
    assertThat(new Snapshot(cold).nixHash()).isEqualTo(hash);
    assertThat(fetch(folder.resolve("warm"), "app").with("--resolve").hash()).isEqualTo(hash);

    Path installed = folder.resolve("installed");
    RealPip.of(RealPip.NEW)
        .command(index.url(), "install")
        .with("--no-index", "--find-links", cold)
        .with("--find-links", cold.resolve("build-requires"))
        .with("--target", installed, "app")
        .inside(Namespace.withoutNetwork())
        .run()
        .assertSucceeded();
    assertThat(installed.resolve("app.py")).hasContent("VERSION = \"1.0\"");
  }

  private FetchProcess.Starter fetch(Path dest, String requirement) {
    return FetchProcess.from(index.url(), folder.resolve("cache"))
        .date("2020-06-01")
        .dest(dest)
        .with("--with-build-requires", requirement);
  }
}
