package dev.pipsnapshot.integration.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.DrivenPip;
import dev.pipsnapshot.integration.support.ExternalCommand;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.Python;
import dev.pipsnapshot.integration.support.Snapshot;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fetch need not do because of an earlier one. */
class RepeatedFetchIT {
  private static final String UPLOADED = "2020-01-01T00:00:00Z";

  private static FixtureIndex index;
  private static Path cache;
  private static String hash;

  @TempDir private Path folder;

  @BeforeAll
  static void fetchOnce(@TempDir Path work) {
    cache = work.resolve("cache");
    index =
        FixtureIndex.start()
            .publish(UPLOADED, WheelFile.of("app", "1.0").requires("library"))
            .publish(UPLOADED, WheelFile.of("library", "1.0"), WheelFile.of("other", "1.0"));
    DrivenPip.publishAll(index, UPLOADED);
    hash = fetch(work.resolve("first"), "app").hash();
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  @BeforeEach
  void forgetRequests() {
    index.log().clear();
  }

  @Test
  void theSameAgainAsksNothing() {
    String second = fetch(folder.resolve("dest"), "--json", "app").run().assertSucceeded().stdout();

    assertThat(second).contains("\"decided-by\" : \"memo\"", hash);
    assertThat(index.log().lines()).isEmpty();
    assertThat(new Snapshot(folder.resolve("dest")).nixHash()).isEqualTo(hash);
  }

  @Test
  void pipIsAskedAgainOnDemandAndFindsEverythingInTheCache() {
    String second =
        fetch(folder.resolve("dest"), "--json", "--resolve", "app")
            .run()
            .assertSucceeded()
            .stdout();

    assertThat(second).contains("\"decided-by\" : \"pip\"", hash);
    assertThat(files()).isEmpty();
    assertThat(index.log().of("HEAD", "")).isEmpty();
  }

  @Test
  void oneRequirementMoreBringsItsFilesOnly() throws Exception {
    fetch(folder.resolve("dest"), "app", "other").run().assertSucceeded();

    assertThat(files())
        .singleElement()
        .asString()
        .startsWith("GET ")
        .endsWith("/other-1.0-py3-none-any.whl");
    assertThat(index.log().of("HEAD", "")).isEmpty();
    assertThat(new Snapshot(folder.resolve("dest")).entries()).hasSize(3);
  }

  @Test
  void anotherDateIsAnotherQuestion() {
    String earlier =
        FetchProcess.from(index.url(), cache)
            .date("2019-06-01")
            .dest(folder.resolve("dest"))
            .with("app")
            .run()
            .assertFailed()
            .stderr();

    assertThat(earlier).contains("hidden: app 1.0 exists but was uploaded " + UPLOADED);
  }

  @Test
  void theCacheIsEnoughWithoutTheIndex() {
    assertThat(fetch(folder.resolve("memo"), "--offline", "app").hash()).isEqualTo(hash);
    assertThat(fetch(folder.resolve("pip"), "--offline", "--resolve", "app").hash())
        .isEqualTo(hash);
    assertThat(index.log().lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app --no-deps",
        "app --pre",
        "app --prefer-binary",
        "app --only-binary :all:",
        "app --yanked ignore",
        "app --date-for other=2020-05-01",
        "app --pip-arg=--ignore-requires-python",
        "app --with-build-requires",
        "app --allow-direct-host elsewhere.example",
        "app --pip-version 26.3",
        "app>=1"
      })
  void anotherQuestionIsNotAnsweredByTheMemo(String question) {
    assertThat(decidedBy(fetch(folder.resolve("dest"), (Object[]) question.split(" ", -1))))
        .isEqualTo("pip");
  }

  @Test
  void aFileOfRequirementsIsKnownByWhatItSays() throws Exception {
    Path file = Files.writeString(folder.resolve("requirements.txt"), "app  # first\n");
    assertThat(decidedBy(fetch(folder.resolve("first"), "-r", file))).isEqualTo("pip");

    Files.writeString(file, "\n# moved\napp\n");
    assertThat(decidedBy(fetch(folder.resolve("second"), "-r", file))).isEqualTo("memo");

    Files.writeString(file, "app==1.0\n");
    assertThat(decidedBy(fetch(folder.resolve("third"), "-r", file))).isEqualTo("pip");
  }

  @Test
  void anotherPythonIsAskedItself() {
    Path environment = folder.resolve("environment");
    // Debian's Python has a pip, but none to give to an environment.
    ExternalCommand.of(Python.executable(), "-m", "venv", "--copies")
        .with("--without-pip", "--system-site-packages", environment)
        .run()
        .assertSucceeded();

    assertThat(
            decidedBy(
                fetch(folder.resolve("dest"), "app")
                    .with("--python", environment.resolve("bin/python"))))
        .isEqualTo("pip");
  }

  @Test
  void whatIsGoneFromTheCacheIsFetchedAgain() throws Exception {
    Path pruned = folder.resolve("cache");
    before(pruned, folder.resolve("first"), "app").run().assertSucceeded();
    Path artifact = artifact(pruned, "library");
    Files.delete(artifact);

    assertThat(before(pruned, folder.resolve("dest"), "app").hash()).isEqualTo(hash);
    assertThat(artifact).exists();
  }

  @Test
  void offlineAllThatIsMissingIsNamed() throws Exception {
    Path pruned = folder.resolve("cache");
    before(pruned, folder.resolve("first"), "app").run().assertSucceeded();
    Files.delete(artifact(pruned, "app"));
    Files.delete(artifact(pruned, "library"));

    assertUnreachable(
        before(pruned, folder.resolve("dest"), "--offline", "app"),
        "app-1.0-py3-none-any.whl is not in the cache",
        "library-1.0-py3-none-any.whl is not in the cache");
    assertUnreachable(
        before(pruned, folder.resolve("dest"), "--offline", "app", "other", "another"),
        "'app-1.0-py3-none-any.whl' is not in the cache",
        "the page of 'other' is not in the cache",
        "the page of 'another' is not in the cache",
        "there may be more");
  }

  private static void assertUnreachable(FetchProcess.Starter fetch, String... told) {
    ProcessOutcome outcome = fetch.run();
    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(4);
    assertThat(outcome.stderr()).contains(told);
  }

  private static FetchProcess.Starter before(Path cache, Path dest, Object... words) {
    return FetchProcess.from(index.url(), cache).date("2020-06-01").dest(dest).with(words);
  }

  private static Path artifact(Path cache, String project) {
    String sha256 = index.files(project).get(0).file().sha256();
    return cache.resolve("artifacts-v1/sha256").resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  private static String decidedBy(FetchProcess.Starter fetch) {
    String report = fetch.with("--json").run().assertSucceeded().stdout();
    return report.replaceFirst("(?s).*\"decided-by\" : \"(\\w+)\".*", "$1");
  }

  private static List<String> files() {
    return index.log().lines().stream().filter(line -> line.contains("/packages/")).toList();
  }

  private static FetchProcess.Starter fetch(Path dest, Object... words) {
    return before(cache, dest, words);
  }
}
