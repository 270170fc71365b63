package dev.pipsnapshot.integration.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.dist.CoreMetadataOffer;
import dev.pipsnapshot.integration.support.dist.LegacySdistFile;
import dev.pipsnapshot.integration.support.dist.PublishedFile;
import dev.pipsnapshot.integration.support.dist.SdistFile;
import dev.pipsnapshot.integration.support.dist.TinyBackend;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fixture itself is real enough for real clients, without any proxy between. */
class FixtureIndexIT {
  private static final String UPLOADED = "2020-06-01T12:00:00Z";

  private final FixtureIndex index = FixtureIndex.start();

  @TempDir private Path dest;

  @AfterEach
  void stop() {
    index.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyPipDownloadsAWheelAndItsDependencies(PipRelease release) throws Exception {
    publishAppAndLibrary();

    RealPip.of(release).download(index.url(), dest, "app").run().assertSucceeded();

    assertThat(files()).containsExactly("app-1.0-py3-none-any.whl", "lib-2.0-py3-none-any.whl");
  }

  @ParameterizedTest
  @EnumSource(PageShape.class)
  void everyShapeIsAnIndexToPip(PageShape shape) throws Exception {
    publishAppAndLibrary();
    index.shape(shape);

    RealPip.of(RealPip.NEW).download(index.url(), dest, "app").run().assertSucceeded();

    assertThat(files()).containsExactly("app-1.0-py3-none-any.whl", "lib-2.0-py3-none-any.whl");
  }

  @Test
  void pipReadsCoreMetadataApart() throws Exception {
    index.publish(
        PublishedFile.of(UPLOADED, WheelFile.of("app", "1.0"))
            .metadata(CoreMetadataOffer.ADVERTISED));

    RealPip.of(RealPip.NEW).download(index.url(), dest, "app").run().assertSucceeded();

    assertThat(index.log().gets(".metadata")).hasSize(1);
  }

  @Test
  void uvInstallsAWheelAndItsDependencies() {
    publishAppAndLibrary();

    RealUv.get().install(index.url(), dest, "app").run().assertSucceeded();

    assertThat(dest.resolve("lib/__init__.py")).hasContent("__version__ = \"2.0\"");
  }

  @ParameterizedTest
  @EnumSource
  void aModernSdistTellsWhichBackendPreparedIt(PipRelease release) throws Exception {
    index
        .publish(UPLOADED, SdistFile.of("app", "1.0").buildRequires("tinybackend"))
        .publish(UPLOADED, TinyBackend.wheel("1.0"), TinyBackend.witness("1.0"))
        .publish(UPLOADED, TinyBackend.wheel("2.0"), TinyBackend.witness("2.0"));

    RealPip.of(release).download(index.url(), dest, "app").run().assertSucceeded();

    assertThat(files())
        .containsExactly("app-1.0.tar.gz", "tinybackend_witness-2.0-py3-none-any.whl");
  }

  @ParameterizedTest
  @EnumSource(names = {"V20_3_4", "V26_3"})
  void aLegacySdistTellsWhichSetuptoolsPreparedIt(PipRelease release) throws Exception {
    index
        .publish(
            UPLOADED,
            LegacySdistFile.of("old-app", "1.0").setupRequires("helper").witnessingSetuptools(),
            WheelFile.of("helper", "3.0"),
            WheelFile.of(LegacySdistFile.SETUPTOOLS_WITNESS, "67.8.0"))
        .publish(UPLOADED, RealPackages.setuptools("67.8.0"), RealPackages.wheelProject("0.37.1"));

    RealPip.of(release)
        .download(index.url(), dest, "--use-pep517", "old-app")
        .run()
        .assertSucceeded();

    assertThat(files())
        .containsExactly("old-app-1.0.tar.gz", "setuptools_witness-67.8.0-py3-none-any.whl");
    assertThat(index.log().gets("helper-3.0-py3-none-any.whl")).hasSize(1);
  }

  @Test
  void aBuiltSdistCanBeInstalled() throws Exception {
    index.publish(
        UPLOADED,
        SdistFile.of("app", "1.0").buildRequires("tinybackend"),
        TinyBackend.wheel("1.0"),
        TinyBackend.witness("1.0"));

    RealPip.of(RealPip.NEW)
        .command(index.url(), "install")
        .with("--target", dest, "app")
        .run()
        .assertSucceeded();

    assertThat(dest.resolve("app.py")).hasContent("VERSION = \"1.0\"");
  }

  private void publishAppAndLibrary() {
    index.publish(
        UPLOADED,
        WheelFile.of("app", "1.0").requires("lib>=1").extra("gui", "nothing-of-the-kind"),
        WheelFile.of("lib", "1.0").requiresPython(">=3.6"),
        WheelFile.of("lib", "2.0").requiresPython(">=3.6"),
        WheelFile.of("lib", "3.0").requiresPython(">=3.99"));
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(dest)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
