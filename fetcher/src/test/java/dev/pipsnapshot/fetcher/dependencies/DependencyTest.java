package dev.pipsnapshot.fetcher.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.VersionSpecifiers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DependencyTest {
  private static final Map<String, String> LINUX =
      Map.of(
          "python_version", "3.11",
          "python_full_version", "3.11.7",
          "sys_platform", "linux",
          "platform_machine", "x86_64");

  @Test
  void readsWhatCoreMetadataNames() {
    String metadata =
        """
        Metadata-Version: 2.1
        Name: demo
        Requires-Dist: Foo.Bar[Speed_Ups,tls] (>=1.0,<2) ; python_version >= "3"
        requires-dist: plain
        Requires-Dist: elsewhere @ https://files.example/elsewhere.whl

        Requires-Dist: of-the-description
        """;

    List<Dependency> found = Dependency.of(metadata);

    assertThat(found)
        .extracting(Dependency::project)
        .containsExactly(ProjectName.parse("foo-bar"), ProjectName.parse("plain"));
    assertThat(found.get(0).extras()).containsExactlyInAnyOrder("speed-ups", "tls");
    assertThat(found.get(0).versions().clauses()).hasSize(2);
  }

  @Test
  void readsALineOfARequirementsFile() {
    Dependency line = Dependency.parse("demo==1.0 --hash=sha256:" + "0".repeat(64)).orElseThrow();

    assertThat(line.project()).isEqualTo(ProjectName.parse("demo"));
    assertThat(line.versions()).isEqualTo(VersionSpecifiers.guess("==1.0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-e .", "./here", "https://files.example/x.whl", "[extra]"})
  void knowsWhatNamesNoProject(String text) {
    assertThat(Dependency.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "python_version < '3.8'|false",
        "python_version >= '3.8'|true",
        "python_full_version == '3.11.*'|true",
        "'3.8' > python_version|false",
        "sys_platform == \"win32\"|false",
        "sys_platform != 'win32' and python_version > '3.7'|true",
        "sys_platform == 'win32' or platform_machine in 'x86_64 aarch64'|true",
        "(sys_platform == 'win32' or extra == 'Test_All') and python_version > '3'|true",
        "extra == 'docs'|false",
        "platform_machine not in 'x86_64'|false",
        "unheard_of == 'x'|true",
        "this is, no marker|true",
        "python_version < '3.8' )|true"
      })
  void countsWhereItsMarkerMayHold(String marker, boolean counts) {
    Dependency dependency = Dependency.parse("demo; " + marker).orElseThrow();

    assertThat(dependency.counts(LINUX, Set.of("test-all"))).isEqualTo(counts);
  }
}
