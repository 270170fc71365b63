package dev.pipsnapshot.integration.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.DrivenPip;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.Namespace;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.RealPackages;
import dev.pipsnapshot.integration.support.Snapshot;
import dev.pipsnapshot.integration.support.dist.LegacySdistFile;
import dev.pipsnapshot.integration.support.dist.SdistFile;
import dev.pipsnapshot.integration.support.dist.TinyBackend;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing that cooperates gets around the view, by any pip. */
class LeakIT {
  private static final String BEFORE = "2022-01-01T00:00:00Z";
  private static final String AFTER = "2022-07-01T00:00:00Z";

  /** One that runs on Python 3.7 to 3.14, and that no Python on which these tests run has. */
  private static final String SETUPTOOLS = "67.8.0";

  private static FixtureIndex index;
  private static Path cache;

  @TempDir private Path folder;

  @BeforeAll
  static void start(@TempDir Path caches) {
    cache = caches.resolve("cache");
    index =
        FixtureIndex.start()
            .publish(BEFORE, WheelFile.of("app", "1.0").requires("library"))
            .publish(BEFORE, WheelFile.of("library", "1.0"))
            .publish(AFTER, WheelFile.of("library", "2.0"))
            .publish(BEFORE, SdistFile.of("youthful", "1.0").buildRequires("tinybackend>=2"))
            .publish(BEFORE, SdistFile.of("modern", "1.0").buildRequires("tinybackend"))
            .publish(BEFORE, TinyBackend.wheel("1.0"), TinyBackend.witness("1.0"))
            .publish(AFTER, TinyBackend.wheel("2.0"))
            .publish(BEFORE, TinyBackend.witness("2.0"))
            .publish(
                BEFORE,
                LegacySdistFile.of("legacy", "1.0").setupRequires("helper").witnessingSetuptools())
            .publish(BEFORE, WheelFile.of(LegacySdistFile.SETUPTOOLS_WITNESS, SETUPTOOLS))
            .publish(BEFORE, RealPackages.setuptools(SETUPTOOLS))
            .publish(BEFORE, RealPackages.wheelProject("0.37.1"))
            .publish(BEFORE, WheelFile.of("helper", "1.0"))
            .publish(AFTER, WheelFile.of("helper", "2.0"), WheelFile.of("setuptools", "1000.0"))
            .publish(
                BEFORE,
                LegacySdistFile.of("curious", "1.0")
                    .statement("from urllib.request import urlopen")
                    .statement("urlopen('http://elsewhere.example/newest')"));
    DrivenPip.publishAll(index, AFTER);
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  @ParameterizedTest
  @EnumSource
  void whatPreparesAnSdistIsOfTheDate(DrivenPip pip) throws Exception {
    fetch(pip, "modern", "legacy").run().assertSucceeded();

    assertThat(dest().entries())
        .containsExactly(
            "legacy-1.0.tar.gz",
            "modern-1.0.tar.gz",
            "setuptools_witness-" + SETUPTOOLS + "-py3-none-any.whl",
            "tinybackend_witness-1.0-py3-none-any.whl");
    assertThat(index.log().gets("/helper-1.0-py3-none-any.whl"))
        .as("setup_requires was heeded")
        .isNotEmpty();
    assertThat(index.log().gets("/helper-2.0-py3-none-any.whl")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void buildsCanBeOfADateOfTheirOwn(DrivenPip pip) throws Exception {
    fetch(pip, "--build-date", "2022-08-01", "modern", "youthful", "app").run().assertSucceeded();

    assertThat(dest().entries())
        .containsExactly(
            "app-1.0-py3-none-any.whl",
            "library-1.0-py3-none-any.whl",
            "modern-1.0.tar.gz",
            "tinybackend_witness-2.0-py3-none-any.whl",
            "youthful-1.0.tar.gz");
  }

  @ParameterizedTest
  @EnumSource
  void whoAsksAnotherHostFailsAndIsNamed(DrivenPip pip) {
    ProcessOutcome failed = fetch(pip, "curious").run();

    assertThat(failed.exitCode()).as(failed.output()).isEqualTo(3);
    assertThat(failed.stderr())
        .contains("could not prepare curious-1.0.tar.gz", "asked for elsewhere.example");
    assertThat(folder.resolve("dest")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void settingsOfUserAndSystemAreWithoutEffect(DrivenPip pip) throws Exception {
    try (var other = FixtureIndex.start()) {
      other.publish(BEFORE, WheelFile.of("library", "99.0"));
      Path links = Files.createDirectory(folder.resolve("links"));
      Files.write(
          links.resolve("library-88.0-py3-none-any.whl"),
          WheelFile.of("library", "88.0").file().content());
      String settings =
          "[global]\nextra-index-url = %s\nfind-links = %s\nno-deps = true\n"
              .formatted(other.url(), links);
      Path home = folder.resolve("home");
      for (Path place : new Path[] {home.resolve(".config/pip"), home.resolve(".pip")}) {
        Files.writeString(Files.createDirectories(place).resolve("pip.conf"), settings);
      }
      Path etc = Files.createDirectory(folder.resolve("etc"));
      Path system = Files.writeString(folder.resolve("system.conf"), settings);
      Path modules = Files.createDirectory(folder.resolve("modules"));
      Path imported = folder.resolve("imported");
      Files.writeString(
          modules.resolve("sitecustomize.py"), "open(%s, 'w')".formatted("'" + imported + "'"));
      Path constraints =
          Files.writeString(folder.resolve("constraints.txt"), "library==0.5\napp==0.5\n");

      ProcessOutcome outcome =
          fetch(pip, "app")
              .env("HOME", home)
              .env("PIP_FIND_LINKS", links)
              .env("PIP_EXTRA_INDEX_URL", other.url())
              .env("PIP_CONSTRAINT", constraints)
              .env("PIP_NO_DEPS", "1")
              .env("PYTHONPATH", modules)
              .inside(Namespace.withConfiguration(etc, "pip.conf", system))
              .run();

      outcome.assertSucceeded();
      assertThat(outcome.stderr())
          .containsOnlyOnce("ignoring pip's setting extra-index-url")
          .containsOnlyOnce("ignoring pip's setting find-links");
      assertThat(dest().entries())
          .containsExactly("app-1.0-py3-none-any.whl", "library-1.0-py3-none-any.whl");
      assertThat(other.log().lines()).isEmpty();
      assertThat(imported).doesNotExist();
    }
  }

  private FetchProcess.Starter fetch(DrivenPip pip, Object... requirements) {
    // Another test's memo would answer without this pip.
    return FetchProcess.from(index.url(), cache)
        .date("2022-06-01")
        .dest(folder.resolve("dest"))
        .pip(pip)
        .with("--resolve")
        .with(requirements);
  }

  private Snapshot dest() {
    return new Snapshot(folder.resolve("dest"));
  }
}
