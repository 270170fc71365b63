package dev.pipsnapshot.integration.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.DrivenPip;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.Snapshot;
import dev.pipsnapshot.integration.support.dist.LegacySdistFile;
import dev.pipsnapshot.integration.support.dist.SdistFile;
import dev.pipsnapshot.integration.support.dist.TinyBackend;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The options that choose among a project's files mean what they mean to pip, old and new. */
class SelectionIT {
  private static final String UPLOADED = "2020-01-01T00:00:00Z";

  private static FixtureIndex index;
  private static Path cache;

  @TempDir private Path folder;

  @BeforeAll
  static void start(@TempDir Path caches) {
    cache = caches.resolve("cache");
    index =
        FixtureIndex.start()
            .publish(UPLOADED, WheelFile.of("app", "1.0").requires("library"))
            .publish(
                UPLOADED,
                WheelFile.of("console", "1.0").requires("library; sys_platform == 'win32'"))
            .publish(UPLOADED, WheelFile.of("library", "1.0"))
            .publish(UPLOADED, WheelFile.of("library", "2.0rc1"))
            .publish(UPLOADED, WheelFile.of("both", "1.0"))
            .publish(UPLOADED, SdistFile.of("both", "1.0").buildRequires("tinybackend"))
            .publish(
                UPLOADED, LegacySdistFile.of("both", "2.0").statement("raise OSError('built')"))
            .publish(UPLOADED, TinyBackend.wheel("1.0"), TinyBackend.witness("1.0"))
            .publish(UPLOADED, WheelFile.of("native", "1.0").tag("cp39-cp39-win_amd64"))
            .publish(UPLOADED, WheelFile.of("native", "1.0").tag("cp39-abi3-macosx_10_9_x86_64"))
            .publish(UPLOADED, WheelFile.of("native", "1.0").tag("pp37-pypy37_pp73-win_amd64"));
    DrivenPip.publishAll(index, UPLOADED);
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  @ParameterizedTest
  @MethodSource("selections")
  void pipTakesThese(DrivenPip pip, String options, List<String> files) throws Exception {
    FetchProcess.from(index.url(), cache)
        .date("2020-06-01")
        .dest(folder.resolve("dest"))
        .pip(pip)
        .with((Object[]) options.split(" ", -1))
        .run()
        .assertSucceeded();

    assertThat(new Snapshot(folder.resolve("dest")).entries()).isEqualTo(files);
  }

  @Test
  void whatPipLeavesOutOfAnotherPlatformsSetIsNamedAndTheLockSaysWhereItIsFor() throws Exception {
    Path lock = folder.resolve("pylock.toml");

    ProcessOutcome shown = forWindows("console").with("--lock", lock).run().assertSucceeded();

    assertThat(shown.stderr())
        .contains(
            "left out: library, which console-1.0-py3-none-any.whl requires if"
                + " sys_platform == 'win32'")
        .doesNotContain("is empty");
    assertThat(lock)
        .content()
        .contains("environments = [", "sys_platform == 'win32' and platform_machine == 'AMD64'");
    assertThat(forWindows("console").with("library", "--force").run().assertSucceeded().stderr())
        .doesNotContain("left out");
  }

  @Test
  void anEmptyResultIsTold() throws Exception {
    String requirement = "library; sys_platform == 'win32'";

    ProcessOutcome shown = forWindows(requirement).run().assertSucceeded();

    assertThat(shown.stderr())
        .contains("left out: library, which is asked for if", "the directory is empty");
    assertThat(folder.resolve("dest")).isEmptyDirectory();
  }

  private FetchProcess.Starter forWindows(String requirement) {
    return FetchProcess.from(index.url(), cache)
        .date("2020-06-01")
        .dest(folder.resolve("dest"))
        .with("--only-binary", ":all:", "--platform", "win_amd64", requirement);
  }

  private static Stream<Arguments> selections() {
    return Stream.of(DrivenPip.V20_3_4, DrivenPip.V26_3)
        .flatMap(
            pip ->
                Stream.of(
                    Arguments.of(pip, "app --no-deps", List.of("app-1.0-py3-none-any.whl")),
                    Arguments.of(
                        pip,
                        "app --pre",
                        List.of("app-1.0-py3-none-any.whl", "library-2.0rc1-py3-none-any.whl")),
                    Arguments.of(
                        pip, "both --only-binary both", List.of("both-1.0-py3-none-any.whl")),
                    Arguments.of(pip, "both --prefer-binary", List.of("both-1.0-py3-none-any.whl")),
                    Arguments.of(
                        pip,
                        "both<2 --no-binary both",
                        List.of("both-1.0.tar.gz", "tinybackend_witness-1.0-py3-none-any.whl")),
                    Arguments.of(
                        pip,
                        "native --only-binary :all: --platform win_amd64 --python-version 3.9"
                            + " --implementation cp --abi cp39",
                        List.of("native-1.0-cp39-cp39-win_amd64.whl")),
                    Arguments.of(
                        pip,
                        "native --only-binary=:all: --platform=macosx_10_9_x86_64"
                            + " --python-version=310 --implementation=cp --abi=abi3",
                        List.of("native-1.0-cp39-abi3-macosx_10_9_x86_64.whl")),
                    Arguments.of(
                        pip,
                        "native --only-binary :all: --platform win_amd64 --python-version 3.7"
                            + " --implementation pp --abi pypy37_pp73",
                        List.of("native-1.0-pp37-pypy37_pp73-win_amd64.whl"))));
  }
}
