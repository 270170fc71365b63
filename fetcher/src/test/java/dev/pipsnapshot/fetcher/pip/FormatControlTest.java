package dev.pipsnapshot.fetcher.pip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.DistributionFilename;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatControlTest {
  private static final ProjectName DEMO = ProjectName.parse("demo-project");

  @ParameterizedTest
  @CsvSource({
    "'',                                                       true,  true",
    "--only-binary=:all:,                                      true,  false",
    "--no-binary=:all:,                                        false, true",
    "--only-binary=Demo.Project,                               true,  false",
    "--only-binary=other,                                      true,  true",
    "--only-binary=:all: --no-binary=demo_project,             false, true",
    "--no-binary=:all: --only-binary=demo-project,             true,  false",
    "--no-binary=demo-project --only-binary=demo-project,      true,  false",
    "--no-binary=demo-project --only-binary=:all:,             true,  false",
    "--only-binary=:all: --no-binary=:all:,                    false, true",
    "'--only-binary=:all:,:none:',                             true,  true",
    "'--only-binary=:all:,:none:,demo-project',                true,  false",
    "--only-binary=demo-project --only-binary=:none:,          true,  true",
    "--no-deps --pre,                                          true,  true"
  })
  void readsWhatPipReads(String arguments, boolean wheels, boolean sources) {
    FormatControl control = FormatControl.of(List.of(arguments.split(" ", -1)));

    assertThat(control.allows(DEMO, file("demo_project-1.0-py3-none-any.whl"))).isEqualTo(wheels);
    assertThat(control.allows(DEMO, file("demo-project-1.0.tar.gz"))).isEqualTo(sources);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo_project-1.0-py2.7.egg",
        "demo-project-1.0.win32.exe",
        "demo-project-1.0.tar.Z",
        "demo.txt"
      })
  void knowsWhatPipNeverTakes(String filename) {
    assertThat(FormatControl.of(List.of()).allows(DEMO, file(filename))).isFalse();
  }

  @Test
  void takesTheLastWord() {
    var control = FormatControl.of(List.of("--no-binary=demo-project,x", "--only-binary=:all:"));

    assertThat(control.allows(DEMO, file("demo-project-1.0.tar.gz"))).isFalse();
  }

  private static DistributionFilename file(String filename) {
    return DistributionFilename.parse(filename, DEMO);
  }
}
