package dev.pipsnapshot.fetcher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pipsnapshot.fetcher.failure.OutputUnusable;
import dev.pipsnapshot.hasher.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationRulesTest {
  @TempDir Path parent;
  private Path destination;

  @BeforeEach
  void fill() throws IOException {
    destination = Files.createDirectory(parent.toRealPath().resolve("wheels"));
    for (String name :
        List.of(
            "app-1.0-py3-none-any.whl",
            "numpy-1.26.4-1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
            "zope.interface-5.0.tar.gz",
            "old-v2.zip",
            "older-1.0.tar.bz2")) {
      Files.writeString(destination.resolve(name), "");
    }
    Path builds = Files.createDirectory(destination.resolve("build-requires"));
    Files.writeString(builds.resolve("setuptools-50.0-py3-none-any.whl"), "");
  }

  @Test
  void letsGoOfWhatAFetchLeaves() {
    assertThatCode(() -> rules().requireReplaceable(destination)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".git/HEAD",
        "requirements.txt",
        "thesis.zip",
        "tool-1.0.exe",
        ".DS_Store",
        "-1.0.tar.gz",
        "wheel.whl",
        "app-1.0-py3-none-any.whl.asc",
        "build-requires/notes.txt",
        "build-requires/build-requires/app-1.0.tar.gz",
        "dist/app-1.0.tar.gz",
        "app-2.0.tar.gz/file"
      })
  void keepsWhatNoFetchLeavesAndNamesIt(String path) throws IOException {
    Path precious = destination.resolve(path);
    Files.createDirectories(precious.getParent());
    Files.writeString(precious, "");
    String named = path.replaceFirst("^((build-requires/)?[^/]+).*", "$1");

    assertThatExceptionOfType(OutputUnusable.class)
        .isThrownBy(() -> rules().requireReplaceable(destination))
        .withMessage(destination + " holds " + named + ", which no fetch leaves");
  }

  @Test
  void keepsLinksWhateverTheirNames() throws IOException {
    Files.createSymbolicLink(
        destination.resolve("app-2.0.tar.gz"), destination.resolve("old-v2.zip"));

    assertThatExceptionOfType(OutputUnusable.class)
        .isThrownBy(() -> rules().requireReplaceable(destination))
        .withMessageContaining("holds app-2.0.tar.gz,");
  }

  @Test
  void letsGoOfWhatIsKnownByPathAndBytesOnly() throws IOException {
    Files.writeString(destination.resolve("main.tar.gz"), "sources");
    Sha256 digest = Sha256.hash("sources".getBytes(StandardCharsets.UTF_8));
    var knowing =
        new DestinationRules(
            ExistingOutput.REPLACE, parent, List.of(), Map.of("main.tar.gz", digest));

    assertThatCode(() -> knowing.requireReplaceable(destination)).doesNotThrowAnyException();

    Files.writeString(destination.resolve("main.tar.gz"), "changed");
    assertThatExceptionOfType(OutputUnusable.class)
        .isThrownBy(() -> knowing.requireReplaceable(destination))
        .withMessageContaining("holds main.tar.gz,");
  }

  @Test
  void keepsWhatIsReadWhateverItsName() throws IOException {
    Path input = Files.writeString(destination.resolve("list-1.0.zip"), "six");
    Path link = Files.createSymbolicLink(parent.resolve("requirements.txt"), input);
    var reading = new DestinationRules(ExistingOutput.REPLACE, parent, List.of(link), Map.of());

    assertThatExceptionOfType(OutputUnusable.class)
        .isThrownBy(() -> reading.requireReplaceable(destination))
        .withMessage(destination + " holds list-1.0.zip, which this fetch reads");
  }

  @Test
  void keepsTheWorkingDirectoryAndWhatIsAboveIt() throws IOException {
    Path above = parent.toRealPath().resolve("work");
    Path empty = Files.createDirectories(above.resolve("below"));

    for (Path working : List.of(empty, above)) {
      var rules = new DestinationRules(ExistingOutput.REPLACE, empty, List.of(), Map.of());
      assertThatExceptionOfType(OutputUnusable.class)
          .isThrownBy(() -> rules.requireElsewhere(working))
          .withMessageContaining("the working directory");
    }
    assertThatCode(() -> rules().requireElsewhere(empty)).doesNotThrowAnyException();
  }

  @Test
  void speaksOfForceOnlyWhereItHelps() throws IOException {
    var refusing = new DestinationRules(ExistingOutput.REFUSE, parent, List.of(), Map.of());
    assertThatExceptionOfType(OutputUnusable.class)
        .isThrownBy(() -> refusing.requireReplaceable(destination))
        .satisfies(e -> assertThat(hint(e)).contains("--force"));

    Files.writeString(destination.resolve("setup.py"), "");
    assertThatExceptionOfType(OutputUnusable.class)
        .isThrownBy(() -> refusing.requireReplaceable(destination))
        .satisfies(e -> assertThat(hint(e)).doesNotContain("--force"));
  }

  private static String hint(OutputUnusable refused) {
    return refused.diagnostic().hint().orElseThrow();
  }

  private DestinationRules rules() {
    return new DestinationRules(ExistingOutput.REPLACE, parent, List.of(), Map.of());
  }
}
