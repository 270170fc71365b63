package dev.pipsnapshot.fetcher.ahead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.fetcher.dependencies.Dependency;
import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.PipOptions;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.proxy.index.InstallTarget;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.VersionSpecifiers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipRunInputsTest {
  private static final Interpreter PYTHON =
      new Interpreter(
          Path.of("/usr/bin/python3"),
          Map.of(
              "implementation_name", "cpython",
              "python_version", "3.11",
              "python_full_version", "3.11.7",
              "sys_platform", "linux"),
          Map.of("platform", "linux-x86_64", "pointer_bytes", "8", "c_library", "glibc 2.36"),
          Optional.empty());

  @Test
  void tellsRequirementsFromConstraints() {
    PipRunInputs inputs =
        of(
            "23.2",
            List.of(
                "one>=1",
                "gone; sys_platform == 'win32'",
                "-r {",
                "two",
                "-c {",
                "one<2",
                "-r {",
                "two==2.0",
                "}",
                "}",
                "}",
                "three"),
            PipOptions.none());

    assertThat(inputs.requirements())
        .extracting(Dependency::project)
        .containsExactly(
            ProjectName.parse("one"), ProjectName.parse("two"), ProjectName.parse("three"));
    assertThat(inputs.constraintsOn(ProjectName.parse("one")))
        .isEqualTo(VersionSpecifiers.guess("<2"));
    assertThat(inputs.constraintsOn(ProjectName.parse("two")))
        .isEqualTo(VersionSpecifiers.guess("==2.0"));
    assertThat(inputs.constraintsOn(ProjectName.parse("three"))).isEqualTo(VersionSpecifiers.ANY);
  }

  @Test
  void knowsWhatEachPipAsksFor() {
    assertThat(of("20.3.4", List.of(), PipOptions.none()).format()).isEqualTo(PageFormat.HTML);
    assertThat(of("22.2", List.of(), PipOptions.none()).format()).isEqualTo(PageFormat.JSON_V1);
    assertThat(of("22.3", List.of(), PipOptions.none()).asksForMetadata()).isFalse();
    assertThat(of("23.2", List.of(), PipOptions.none()).asksForMetadata()).isTrue();
  }

  @Test
  void doesNotGuessFilesForAnotherInterpreterThanPipsOwn() {
    PipRunInputs own = of("23.2", List.of(), PipOptions.none());
    PipRunInputs other = of("23.2", List.of(), PipOptions.ofMainRun(List.of("--platform=any")));

    assertThat(own.target()).contains(new InstallTarget(11, "linux_x86_64"));
    assertThat(own.guessesFiles()).isTrue();
    assertThat(own.glibc()).isEqualTo(36);
    assertThat(other.target()).isEmpty();
    assertThat(other.guessesFiles()).isFalse();
  }

  private static PipRunInputs of(String pip, List<String> texts, PipOptions options) {
    return PipRunInputs.of(texts, List.of(), PYTHON, new PipVersion(pip), options);
  }
}
