package dev.pipsnapshot.proxy.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesInFilenameTest {
  @ParameterizedTest
  @CsvSource({
    "six-1.16.0-py2.py3-none-any.whl, six",
    "zope_interface-5.0.0-2-cp39-cp39-linux_x86_64.whl, zope-interface",
    "Zope.Interface-5.0.0.tar.gz, zope-interface",
    "python-dateutil-2.8.2.tar.bz2, python-dateutil",
    "demo-v1.0.zip, demo",
    "numpy-1.6.0-py2.7-win32.egg, numpy",
    "numpy-1.6.0.win32-py2.7.exe, numpy"
  })
  void tellTheProject(String filename, String project) {
    assertThat(NamesInFilename.likely(filename)).containsExactly(ProjectName.parse(project));
  }

  @Test
  void tellTwoProjectsWhereAHyphenMayBelongToEither() {
    assertThat(NamesInFilename.likely("foo-2-1.0.tar.gz")).isEqualTo(projects("foo-2", "foo"));
    assertThat(NamesInFilename.likely("foo_2_bar-1.0.zip")).isEqualTo(projects("foo-2-bar", "foo"));
    assertThat(NamesInFilename.likely("foo-1-2-3-4-5-6.tar.gz"))
        .isEqualTo(projects("foo-1-2-3-4-5", "foo"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README",
        "demo",
        "demo.tar.gz",
        "demo-latest.tar.gz",
        "-1.0.tar.gz",
        "1.0.whl",
        "-1.0-py3-none-any.whl"
      })
  void tellNothingWhereThereIsNoVersion(String filename) {
    assertThat(NamesInFilename.likely(filename)).isEmpty();
  }

  @Test
  void leadToEachPrefixThatMayBeAName() {
    assertThat(NamesInFilename.possible("a_b.c-1.0.zip")).startsWith(name("a"), name("a-b"));
    assertThat(NamesInFilename.leadTo(name("a-b"), "A.B-1.0.zip")).isTrue();
    assertThat(NamesInFilename.leadTo(name("a-b"), "ab-1.0.zip")).isFalse();
  }

  private static List<ProjectName> projects(String... names) {
    return List.of(names).stream().map(ProjectName::parse).toList();
  }

  private static ProjectName name(String text) {
    return ProjectName.parse(text);
  }
}
