package dev.pipsnapshot.integration.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.DatedIndexProcess;
import dev.pipsnapshot.integration.support.DrivenPip;
import dev.pipsnapshot.integration.support.ExternalCommand;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.Python;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.Snapshot;
import dev.pipsnapshot.integration.support.dist.SdistFile;
import dev.pipsnapshot.integration.support.dist.TinyBackend;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same directory by whatever pip, asked of upstream once, and then remembered. */
class EveryPipIT {
  private static final int USAGE = 2;
  private static final String CUTOFF = "2020-06-01T00:00:00Z";
  private static final String BEFORE = "2020-05-31T23:59:59.999999Z";
  private static final List<String> FILES =
      List.of(
          "app-1.0-py3-none-any.whl",
          "library-1.0-py3-none-any.whl",
          "source-1.0.tar.gz",
          "strict-1.0-py3-none-any.whl",
          "tinybackend_witness-1.0-py3-none-any.whl");

  private static FixtureIndex index;
  private static String hash;

  @TempDir private Path folder;

  /** Whoever takes the newest library first has to change their mind. */
  @BeforeAll
  static void downloadByPipAlone(@TempDir Path work) throws Exception {
    index =
        FixtureIndex.start()
            .publish(BEFORE, WheelFile.of("app", "1.0").requires("library", "strict", "source"))
            .publish(BEFORE, WheelFile.of("library", "1.0"), WheelFile.of("library", "2.0"))
            .publish(BEFORE, WheelFile.of("strict", "1.0").requires("library<2"))
            .publish(BEFORE, SdistFile.of("source", "1.0").buildRequires("tinybackend"))
            .publish(BEFORE, TinyBackend.wheel("1.0"), TinyBackend.witness("1.0"));
    DrivenPip.publishAll(index, BEFORE);
    try (var dated = DatedIndexProcess.before(index.url(), CUTOFF)) {
      RealPip.of(RealPip.NEW).download(dated.indexUrl(), work.resolve("pip"), "app").run();
    }
    hash = new Snapshot(work.resolve("pip")).nixHash();
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  @ParameterizedTest
  @EnumSource
  void theDirectoryIsThatOfPipAloneAndIsRemembered(DrivenPip pip) throws Exception {
    index.log().clear();
    var first = new Snapshot(folder.resolve("first"));
    assertThat(fetch(pip, first.directory()).hash()).isEqualTo(hash).isEqualTo(first.nixHash());

    assertThat(first.entries()).containsExactlyElementsOf(FILES);
    List<String> asked = index.log().lines();
    assertThat(asked).hasSameSizeAs(new HashSet<>(asked));

    index.log().clear();
    var second = new Snapshot(folder.resolve("second"));
    assertThat(fetch(pip, second.directory()).hash()).isEqualTo(hash);
    assertThat(index.log().lines()).isEmpty();
  }

  @Test
  void aPythonWithoutAPipIsEnoughWhereOneIsChosen() throws Exception {
    Path environment = folder.resolve("environment");
    ExternalCommand.of(Python.executable(), "-m", "venv", "--without-pip", environment)
        .run()
        .assertSucceeded();
    Path python = environment.resolve("bin/python");

    assertThat(fetch(DrivenPip.V26_3, folder.resolve("chosen")).with("--python", python).hash())
        .isEqualTo(hash);
    ProcessOutcome own =
        fetch(DrivenPip.INSTALLED, folder.resolve("own")).with("--python", python).run();
    assertThat(own.exitCode()).isEqualTo(USAGE);
    assertThat(own.stderr()).contains("has no pip", "--pip-version");
  }

  private FetchProcess.Starter fetch(DrivenPip pip, Path dest) {
    return FetchProcess.from(index.url(), folder.resolve("cache"))
        .date(CUTOFF)
        .dest(dest)
        .pip(pip)
        .with("app");
  }
}
