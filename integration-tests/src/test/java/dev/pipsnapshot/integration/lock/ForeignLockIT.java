package dev.pipsnapshot.integration.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.Python;
import dev.pipsnapshot.integration.support.PythonTool;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.RealUv;
import dev.pipsnapshot.integration.support.Snapshot;
import dev.pipsnapshot.integration.support.dist.SdistFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks that other tools write, with a choice of files and under markers, and what pip takes. */
class ForeignLockIT {
  private static final String UPLOADED = "2020-01-01T00:00:00Z";
  private static final String ELSEWHERE = "cp27-cp27m-win32";
  private static final String APP = "app-1.0-py3-none-any.whl";
  private static final String BOTH = "both-1.0-py3-none-any.whl";

  /** Only uv and PDM lock it without building it: by the metadata of its wheel for elsewhere. */
  private static final String SOURCES = "sources-1.0.tar.gz";

  private static FixtureIndex index;

  @TempDir private Path folder;

  @BeforeAll
  static void publish() {
    index =
        FixtureIndex.start()
            .publish(
                UPLOADED,
                WheelFile.of("app", "1.0").requires("both", "elsewhere; sys_platform == 'win32'"),
                WheelFile.of("both", "1.0").tag(ELSEWHERE),
                SdistFile.of("both", "1.0"),
                WheelFile.of("both", "1.0"),
                WheelFile.of("sources", "1.0").tag(ELSEWHERE),
                SdistFile.of("sources", "1.0"),
                WheelFile.of("elsewhere", "1.0"));
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  /** What this class takes for pip's choice is pip's choice. */
  @Test
  void pipChoosesTheSame() throws IOException {
    Path dest = folder.resolve("dest");

    RealPip.of(RealPip.NEW).download(index.url(), dest, "app").run().assertSucceeded();

    assertThat(new Snapshot(dest).entries()).containsExactly(APP, BOTH);
  }

  @Test
  void uvExportsAPylock() throws IOException {
    Path lock = folder.resolve("pylock.toml");
    RealUv.get()
        .inProject(index.url(), project("[tool.uv]\npackage = false\n"), "export")
        .with("--format", "pylock.toml", "--output-file", lock)
        .run()
        .assertSucceeded();

    assertThat(lock).content().contains("elsewhere", "marker = ");
    assertChosen(lock, APP, BOTH, SOURCES);
    assertLeavesAChoice(lock);
  }

  @Test
  void uvExportsTheProjectItselfUnlessToldNotTo() throws IOException {
    Path whole = folder.resolve("pylock.whole.toml");
    Path lock = folder.resolve("pylock.toml");
    Path project =
        project("[build-system]\nrequires = ['tinybackend']\nbuild-backend = 'tinybackend'\n");
    var uv = RealUv.get();
    uv.inProject(index.url(), project, "export")
        .with("--format", "pylock.toml", "--output-file", whole)
        .run()
        .assertSucceeded();
    uv.inProject(index.url(), project, "export")
        .with("--format", "pylock.toml", "--output-file", lock, "--no-emit-project")
        .run()
        .assertSucceeded();

    assertThat(restore(whole).run().stderr()).contains("--no-emit-project");
    assertChosen(lock, APP, BOTH, SOURCES);
  }

  @Test
  void uvCompilesRequirementsWithHashes() throws IOException {
    Path lock = folder.resolve("requirements.txt");
    RealUv.get()
        .pip(index.url(), "compile")
        .with("--universal", "--generate-hashes", "--emit-index-url", "--output-file", lock)
        .with(Files.writeString(folder.resolve("input.in"), "app\n"))
        .run()
        .assertSucceeded();

    assertThat(lock).content().contains("elsewhere==1.0 ; sys_platform == 'win32'");
    assertChosen(lock, APP, BOTH);
    assertLeavesAChoice(lock);
  }

  @Test
  void pipCompileCompilesRequirementsWithHashes() throws IOException {
    Path lock = folder.resolve("requirements.txt");
    PythonTool.PIP_COMPILE
        .command(folder, "compile", "--quiet", "--generate-hashes", "--strip-extras")
        .with("--index-url", index.url(), "--output-file", lock)
        .with(Files.writeString(folder.resolve("input.in"), "app\n"))
        .run()
        .assertSucceeded();

    assertChosen(lock, APP, BOTH);
  }

  @Test
  void pdmExportsAPylock() throws IOException {
    Path lock = folder.resolve("pylock.toml");
    Path project = project("[tool.pdm]\ndistribution = false\n");
    pdm("lock", "--quiet", "--project", project);
    pdm("export", "--project", project, "--format", "pylock", "--output", lock);

    assertThat(lock).content().contains("dependency_groups");
    assertChosen(lock, APP, BOTH, SOURCES);
    assertLeavesAChoice(lock);
  }

  @Test
  void pipLocksWhatNeedsNoChoice() throws IOException {
    Path lock = folder.resolve("pylock.toml");
    RealPip.of(RealPip.NEW)
        .command(index.url(), "lock")
        .with("--output", lock, "app")
        .run()
        .assertSucceeded();

    assertChosen(lock, APP, BOTH);
    FetchProcess.restoring(lock, index.url(), folder.resolve("cache"))
        .dest(folder.resolve("without-python"))
        .run()
        .assertSucceeded();
  }

  @Test
  void requirementsThatTheIndexDoesNotListAreNamed() throws IOException {
    Path lock =
        Files.writeString(
            folder.resolve("requirements.txt"), "both==1.0 --hash=sha256:" + "0".repeat(64));

    ProcessOutcome outcome = restore(lock).run();

    assertThat(outcome.exitCode()).isEqualTo(4);
    assertThat(outcome.stderr()).contains("both 1.0: no file with its sha256", "--index-url");
  }

  private void assertChosen(Path lock, String... files) throws IOException {
    restore(lock).run().assertSucceeded();

    assertThat(new Snapshot(folder.resolve("dest")).entries()).containsExactly(files);
  }

  private void assertLeavesAChoice(Path lock) {
    ProcessOutcome outcome =
        FetchProcess.restoring(lock, index.url(), folder.resolve("cache"))
            .dest(folder.resolve("other"))
            .run();

    assertThat(outcome.exitCode()).isEqualTo(7);
    assertThat(outcome.stderr()).contains("both", "--python");
  }

  private FetchProcess.Starter restore(Path lock) {
    return FetchProcess.restoring(lock, index.url(), folder.resolve("cache"))
        .with("--python", Python.executable())
        .dest(folder.resolve("dest"));
  }

  private void pdm(Object... words) {
    PythonTool.PDM
        .command(folder, words)
        .env("PDM_PYPI_URL", index.url())
        .env("PDM_CHECK_UPDATE", "0")
        .env("PDM_USE_VENV", "0")
        .run()
        .assertSucceeded();
  }

  private Path project(String more) throws IOException {
    Path project = Files.createDirectory(folder.resolve("project"));
    Files.writeString(
        project.resolve("pyproject.toml"),
        """
        [project]
        name = "demo"
        version = "1.0"
        requires-python = ">=3.9"
        dependencies = ["app", "sources"]

        """
            + more);
    return project;
  }
}
