package dev.pipsnapshot.integration.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.DrivenPip;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.Namespace;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.Snapshot;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The forms in which requirements can be written, each understood as pip understands it. */
class RequirementFormsIT {
  private static final String UPLOADED = "2020-01-01T00:00:00Z";
  private static final int NO_SOLUTION = 3;
  private static final int MISMATCH = 5;

  private static FixtureIndex index;
  private static Path cache;

  @TempDir private Path folder;

  @BeforeAll
  static void start(@TempDir Path caches) {
    cache = caches.resolve("cache");
    index =
        FixtureIndex.start()
            .publish(
                UPLOADED,
                WheelFile.of("app", "1.0")
                    .extra("fast", "accelerator")
                    .requires(
                        "library",
                        "backport; python_version < '3'",
                        "modern; python_version >= '3'"))
            .publish(UPLOADED, WheelFile.of("library", "1.0"), WheelFile.of("library", "2.0"))
            .publish(UPLOADED, WheelFile.of("late", "1.0"))
            .publish("2020-07-01T00:00:00Z", WheelFile.of("late", "2.0"))
            .publish(UPLOADED, WheelFile.of("accelerator", "1.0"))
            .publish(UPLOADED, WheelFile.of("accelerator", "2.0"))
            .publish(UPLOADED, WheelFile.of("backport", "1.0"), WheelFile.of("modern", "1.0"));
    DrivenPip.publishAll(index, UPLOADED);
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  @ParameterizedTest
  @EnumSource
  void extrasMarkersAndNestedFilesAreHeeded(DrivenPip pip) throws Exception {
    Path nested = Files.createDirectory(folder.resolve("nested"));
    Files.writeString(nested.resolve("more.txt"), "-c limits.txt\nlibrary >=1, \\\n  <9  # both\n");
    Files.writeString(nested.resolve("limits.txt"), "accelerator==1.0\n");
    Files.writeString(folder.resolve("older.txt"), "library<2\n");
    Path top =
        Files.writeString(
            folder.resolve("top.txt"),
            """
            # what is wanted
            -r nested/more.txt
            app[fast] ; python_version >= "3"
            nothing ; sys_platform == "win32"
            """);

    fetch(pip, "-r", top).run().assertSucceeded();
    assertThat(dest().entries())
        .containsExactly(
            "accelerator-1.0-py3-none-any.whl",
            "app-1.0-py3-none-any.whl",
            "library-2.0-py3-none-any.whl",
            "modern-1.0-py3-none-any.whl");

    fetch(pip, "--force", "-r", top, "-c", folder.resolve("older.txt")).run().assertSucceeded();
    assertThat(dest().entries())
        .contains("library-1.0-py3-none-any.whl")
        .doesNotContain("library-2.0-py3-none-any.whl");
  }

  @ParameterizedTest
  @EnumSource
  void aLineThatNamesTheIndexInUseDoesNotTakePipAroundTheView(DrivenPip pip) throws Exception {
    Files.writeString(folder.resolve("limits.txt"), "library<2\n");
    Path file =
        Files.writeString(
            folder.resolve("compiled.txt"),
            "--index-url %s\n-c limits.txt\nlibrary\nlate\n".formatted(index.url()));

    fetch(pip, "-r", file).run().assertSucceeded();

    assertThat(dest().entries())
        .containsExactly("late-1.0-py3-none-any.whl", "library-1.0-py3-none-any.whl");
  }

  @Test
  void whatAProjectAndItsGroupsDependOnIsFetched() throws Exception {
    Path project =
        Files.writeString(
            folder.resolve("pyproject.toml"),
            """
            [project]
            name = "mine"
            dependencies = ["library<2"]
            [dependency-groups]
            speed = ["accelerator"]
            dev = [{ include-group = "speed" }, "modern"]
            """);

    fetch(DrivenPip.INSTALLED, "-r", project, "--group", project + ":dev").run().assertSucceeded();

    assertThat(dest().entries())
        .containsExactly(
            "accelerator-2.0-py3-none-any.whl",
            "library-1.0-py3-none-any.whl",
            "modern-1.0-py3-none-any.whl");
  }

  @ParameterizedTest
  @EnumSource
  void hashesAreChecked(DrivenPip pip) throws Exception {
    String right = sha256("library");
    String wrong = "0".repeat(right.length());
    Path file = folder.resolve("hashed.txt");

    Files.writeString(file, "library==1.0 \\\n    --hash=sha256:" + right + "\n");
    fetch(pip, "--require-hashes", "-r", file).run().assertSucceeded();
    assertThat(dest().entries()).containsExactly("library-1.0-py3-none-any.whl");

    Files.writeString(file, "library==1.0 --hash=sha256:" + wrong + "\n");
    ProcessOutcome other = fetch(pip, "--force", "-r", file).run();
    assertThat(other.exitCode()).as(other.output()).isEqualTo(MISMATCH);
    assertThat(other.stderr()).contains(wrong, right).doesNotContain("127.0.0.1", "--date");

    Files.writeString(file, "library==1.0\n");
    assertRefused(
        fetch(pip, "--force", "--require-hashes", "-r", file).run(),
        "Hashes are required in --require-hashes mode");
    assertThat(dest().entries())
        .as("what was there before")
        .containsExactly("library-1.0-py3-none-any.whl");
  }

  @Test
  void aDirectUrlOfAnAllowedHostIsFetched() throws Exception {
    try (var elsewhere = FixtureIndex.start()) {
      elsewhere.publish(UPLOADED, WheelFile.of("direct", "1.0").requires("library<2"));
      Path etc = Files.createDirectory(folder.resolve("etc"));
      Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 elsewhere.example\n");
      DistributionFile direct = elsewhere.files("direct").get(0).file();
      String url =
          "http://elsewhere.example:%d/packages/%s/%s"
              .formatted(elsewhere.url().getPort(), direct.sha256(), direct.filename());

      String report =
          fetch(DrivenPip.INSTALLED, "--json", "--allow-direct-host", "elsewhere.example")
              .with("direct @ " + url)
              .inside(Namespace.withConfiguration(etc, "hosts", hosts))
              .run()
              .assertSucceeded()
              .stdout();

      assertThat(dest().entries())
          .containsExactly("direct-1.0-py3-none-any.whl", "library-1.0-py3-none-any.whl");
      assertThat(report).contains('"' + url + '"').contains("\"refused\" : [ ]");
    }
  }

  private static void assertRefused(ProcessOutcome outcome, String... told) {
    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(NO_SOLUTION);
    assertThat(outcome.stderr()).contains(told);
  }

  private static String sha256(String project) {
    return index.files(project).get(0).file().sha256();
  }

  private FetchProcess.Starter fetch(DrivenPip pip, Object... words) {
    // Another test's memo would answer without this pip.
    return FetchProcess.from(index.url(), cache)
        .date("2020-06-01")
        .dest(folder.resolve("dest"))
        .pip(pip)
        .with("--resolve")
        .with(words);
  }

  private Snapshot dest() {
    return new Snapshot(folder.resolve("dest"));
  }
}
