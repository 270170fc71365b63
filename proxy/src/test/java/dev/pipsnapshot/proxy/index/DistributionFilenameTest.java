package dev.pipsnapshot.proxy.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionFilenameTest {
  @Test
  void readsWheels() {
    assertThat(parse("zope.interface", "zope_interface-5.0.0-2-cp39-cp39-linux_x86_64.whl"))
        .isEqualTo(
            new DistributionFilename.Wheel("5.0.0", Optional.of("2"), "cp39-cp39-linux_x86_64"));
    assertThat(parse("six", "six-1.16.0-py2.py3-none-any.whl"))
        .isEqualTo(new DistributionFilename.Wheel("1.16.0", Optional.empty(), "py2.py3-none-any"));
  }

  @Test
  void listsTheTagsOfWheels() {
    assertThat(new DistributionFilename.Wheel("1", Optional.empty(), "py3-none-any").tags())
        .containsExactly("py3", "none", "any");
  }

  @ParameterizedTest
  @CsvSource({
    "six, six-1.16.0.tar.gz, 1.16.0, .tar.gz",
    "zope.interface, zope.interface-5.0.0.tar.gz, 5.0.0, .tar.gz",
    "zope.interface, zope_interface-5.0.0.zip, 5.0.0, .zip",
    "python-dateutil, python-dateutil-2.8.2.tar.bz2, 2.8.2, .tar.bz2",
    "django, Django-1.0-beta-1.tgz, 1.0-beta-1, .tgz"
  })
  void readsSdistsOfOldAndNewForm(
      String project, String filename, String version, String extension) {
    assertThat(parse(project, filename))
        .isEqualTo(new DistributionFilename.Sdist(version, extension));
  }

  @ParameterizedTest
  @CsvSource({
    "numpy-1.6.0.win32-py2.7.exe, 1.6.0.win32-py2.7, .exe",
    "numpy-1.6.0-py2.7-win32.egg, 1.6.0-py2.7-win32, .egg",
    "numpy-1.6.0-1.src.rpm, 1.6.0-1.src, .rpm"
  })
  void readsWhatCameBeforeWheels(String filename, String rest, String extension) {
    assertThat(parse("numpy", filename))
        .isEqualTo(new DistributionFilename.LegacyBuilt(rest, extension));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README",
        "numpy.zip",
        "numpy",
        "other-1.0.tar.gz",
        "",
        "numpy.whl",
        "numpy-1.0.whl",
        "numpy-1.0-none-any.whl",
        "numpy-1.0-1-2-py3-none-any.whl"
      })
  void leavesOddNamesUnrecognised(String filename) {
    assertThat(parse("numpy", filename)).isEqualTo(new DistributionFilename.Unrecognised());
  }

  private static DistributionFilename parse(String project, String filename) {
    return DistributionFilename.parse(filename, ProjectName.parse(project));
  }

  @Test
  void takesTheLabelOfAVariantForNoPlatform() {
    assertThat(
            DistributionFilename.parse(
                "demo-1.0-cp313-cp313-linux_x86_64-cu129.whl", ProjectName.parse("demo")))
        .isEqualTo(
            new DistributionFilename.Wheel("1.0", Optional.empty(), "cp313-cp313-linux_x86_64"));
    assertThat(
            DistributionFilename.parse(
                "demo-1.0-2-cp313-cp313-linux_x86_64-win_x.whl", ProjectName.parse("demo")))
        .isEqualTo(
            new DistributionFilename.Wheel("1.0", Optional.of("2"), "cp313-cp313-linux_x86_64"));
  }
}
