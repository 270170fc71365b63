package dev.pipsnapshot.fetcher.ahead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.InstallTarget;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectFileBuilder;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.VersionSpecifiers;
import dev.pipsnapshot.proxy.index.Yank;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LikelyFileTest {
  private static final ProjectName DEMO = ProjectName.parse("demo");

  private final LikelyFile likely =
      new LikelyFile(new InstallTarget(11, "linux_x86_64"), "3.11.7", 31);

  @Test
  void takesTheNewestVersionAllowedAndItsWheelBeforeItsSdist() {
    assertThat(
            choice(
                ">=1,<2",
                "demo-1.9.tar.gz",
                "demo-1.10-py3-none-any.whl",
                "demo-1.10.tar.gz",
                "demo-2.0-py3-none-any.whl"))
        .contains("demo-1.10-py3-none-any.whl");
  }

  @Test
  void takesTheWheelMadeMostCloselyForThisPython() {
    assertThat(
            choice(
                "",
                "demo-1.0-py3-none-any.whl",
                "demo-1.0-cp36-abi3-manylinux_2_17_x86_64.whl",
                "demo-1.0-cp311-cp311-manylinux_2_12_x86_64.whl",
                "demo-1.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
                "demo-1.0-cp311-cp311-manylinux_2_34_x86_64.whl",
                "demo-1.0-cp311-cp311-musllinux_1_1_x86_64.whl",
                "demo-1.0-cp311-cp311-win_amd64.whl"))
        .contains("demo-1.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl");
  }

  @Test
  void takesAPreReleaseOnlyIfOneIsNamedOrNothingElseIsThere() {
    assertThat(choice("", "demo-1.0.tar.gz", "demo-2.0rc1.tar.gz")).contains("demo-1.0.tar.gz");
    assertThat(choice(">=2.0rc1", "demo-1.0.tar.gz", "demo-2.0rc1.tar.gz"))
        .contains("demo-2.0rc1.tar.gz");
    assertThat(choice("", "demo-2.0rc1.tar.gz")).contains("demo-2.0rc1.tar.gz");
  }

  @Test
  void leavesWhatIsYankedOrForOtherPythons() {
    List<ProjectFile> files =
        List.of(
            file("demo-1.0.tar.gz").build(),
            file("demo-2.0.tar.gz").requiresPython(">=3.12").build(),
            file("demo-3.0.tar.gz").yank(new Yank(Optional.empty())).build());

    assertThat(likely.among(files, DEMO, VersionSpecifiers.ANY))
        .map(ProjectFile::filename)
        .contains("demo-1.0.tar.gz");
  }

  private Optional<String> choice(String allowed, String... filenames) {
    return likely
        .among(
            Stream.of(filenames).map(name -> file(name).build()).toList(),
            DEMO,
            VersionSpecifiers.guess(allowed))
        .map(ProjectFile::filename);
  }

  private static ProjectFileBuilder file(String filename) {
    return ProjectFile.builder(filename, "https://files.example/" + filename);
  }
}
