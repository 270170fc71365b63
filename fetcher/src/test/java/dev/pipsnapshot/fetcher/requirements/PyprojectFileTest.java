package dev.pipsnapshot.fetcher.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.fetcher.failure.RequirementsUnreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PyprojectFileTest {
  private static final String PROJECT =
      """
      [project]
      name = "app"
      dependencies = ["flask>=2", "click; python_version < '3.9'"]
      [project.optional-dependencies]
      tests = ["pytest"]
      [dependency-groups]
      Lint_Tools = ["ruff==0.4.0"]
      dev = ["pytest>=8", { include-group = "lint-tools" }, "ruff==0.4.0"]
      round = [{ include-group = "trip" }]
      trip = [{ include-group = "round" }]
      odd = [{ path = "../other" }]
      sly = ["--index-url=http://elsewhere.example/"]
      """;

  @TempDir private Path folder;

  @Test
  void tellsWhatTheProjectDependsOn() throws IOException {
    assertThat(PyprojectFile.read(file(PROJECT)).dependencies())
        .containsExactly("flask>=2", "click; python_version < '3.9'");
  }

  @Test
  void tellsWhatAGroupAsksForWithWhatItIncludes() throws IOException {
    assertThat(PyprojectFile.group(file(PROJECT) + ":DEV"))
        .containsExactly("pytest>=8", "ruff==0.4.0");
  }

  @Test
  void refusesGroupsThatHaveNoMeaning() throws IOException {
    String option = file(PROJECT) + ":";

    assertThatThrownBy(() -> PyprojectFile.group(option + "round")).hasMessageContaining("itself");
    assertThatThrownBy(() -> PyprojectFile.group(option + "none"))
        .isInstanceOf(RequirementsUnreadable.class)
        .hasMessageContaining("no dependency group 'none'");
    assertThatThrownBy(() -> PyprojectFile.group(option + "odd")).hasMessageContaining("../other");
    assertThatThrownBy(() -> PyprojectFile.group(option + "sly")).hasMessageContaining("an option");
    assertThatThrownBy(() -> PyprojectFile.group("setup.cfg:dev"))
        .hasMessageContaining("pyproject.toml");
  }

  @Test
  void refusesWhatOnlyABuildCanTell() throws IOException {
    Path dynamic = file("[project]\nname = \"a\"\ndynamic = [\"version\", \"dependencies\"]\n");

    assertThatThrownBy(() -> PyprojectFile.read(dynamic).dependencies())
        .hasMessageContaining("dynamic");
    assertThatThrownBy(() -> PyprojectFile.read(file("[tool.black]\n")).dependencies())
        .hasMessageContaining("no [project]");
    assertThatThrownBy(() -> PyprojectFile.read(file("[project\n")))
        .isInstanceOf(RequirementsUnreadable.class)
        .hasMessageContaining("not TOML");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("pyproject.toml"), text);
  }
}
