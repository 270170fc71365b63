package dev.pipsnapshot.integration.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.PageShape;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.dist.LegacySdistFile;
import dev.pipsnapshot.integration.support.dist.SdistFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Answer;
import dev.pipsnapshot.integration.support.http.Fault;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not fetched, and what is said about it. */
class FetchRefusalIT {
  private static final String PIP = "23.0.1";
  private static final String PIP_WHEEL = "pip-23.0.1-py3-none-any.whl";
  private static final int USAGE = 2;
  private static final int NO_SOLUTION = 3;
  private static final int UNREACHABLE = 4;
  private static final int MISMATCH = 5;
  private static final int DIRECTORY = 6;
  private static final int POLICY = 7;

  private final FixtureIndex index =
      FixtureIndex.start()
          .publish("2020-01-01T00:00:00Z", WheelFile.of("app", "1.0"))
          .publish("2020-07-28T10:11:12Z", WheelFile.of("app", "2.0"));

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void aDateToComeDecidesNothing() {
    assertRefused(POLICY, fetch("2999-01-01", "app"), "2999-01-01");
    assertThat(index.log().lines()).isEmpty();
  }

  @Test
  void aDirectUrlIsNotOfTheDate() {
    String requirement = "app @ http://elsewhere.example/app-1.0-py3-none-any.whl";

    assertRefused(POLICY, fetch("2020-06-01", requirement), requirement, "--allow-direct-host");
  }

  @Test
  void anIndexInARequirementsFileIsRefusedWithItsPlace() throws Exception {
    Files.writeString(folder.resolve("nested.txt"), "app\n\n--extra-index-url=http://a.example/\n");
    Path file = Files.writeString(folder.resolve("top.txt"), "-r nested.txt\n");

    assertRefused(
        POLICY, fetch("2020-06-01", "-r", file), "nested.txt", "line 3", "--extra-index-url");
  }

  @Test
  void whatTheViewHidesIsNamedWithItsTime() {
    assertRefused(
        NO_SOLUTION,
        fetch("2020-06-01", "app==2.0"),
        "hidden: app 2.0 exists but was uploaded 2020-07-28T10:11:12Z");
  }

  @Test
  void whatCannotBeReadOrWrittenIsToldInWords() {
    assertToldInWords(fetch("2020-06-01", "-r", folder).run(), USAGE, "it is a directory");
    assertToldInWords(
        fetch("2020-06-01", "-r", "https://elsewhere.example/r.txt").run(), USAGE, "it is a URL");
    assertToldInWords(
        fetch("2020-06-01", "--python", folder, "app").run(), USAGE, "Permission denied");
    assertToldInWords(
        FetchProcess.from(index.url(), folder.resolve("cache"))
            .date("2020-06-01")
            .dest(Path.of("/"))
            .with("app")
            .run(),
        DIRECTORY,
        "root of the file system");
    assertToldInWords(
        FetchProcess.from(URI.create("http://nowhere.invalid/simple/"), folder.resolve("cache"))
            .date("2020-06-01")
            .dest(folder.resolve("dest"))
            .with("app")
            .run(),
        UNREACHABLE,
        "nowhere.invalid");
  }

  private static void assertToldInWords(ProcessOutcome outcome, int exitCode, String words) {
    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(exitCode);
    assertThat(outcome.stderr()).contains(words).doesNotContain("Exception", "java.", "a bug");
  }

  @Test
  void whatIsHiddenIsNamedOnlyWhereItWouldDo() throws Exception {
    index.publish("2020-01-01T00:00:00Z", WheelFile.of("user", "1.0").requires("app<1"));

    assertSilentOnDates(fetch("2020-06-01", "app==3.0").run());
    assertSilentOnDates(fetch("2020-06-01", "app<1").run());
    assertSilentOnDates(fetch("2020-06-01", "user", "app==1.0").run());
    assertSilentOnDates(fetch("2020-06-01", "--require-hashes", "app==1.0").run());
    Path nonsense = Files.writeString(folder.resolve("nonsense.txt"), "app=1\n");
    assertSilentOnDates(fetch("2020-06-01", "-r", nonsense).run());
  }

  private static void assertSilentOnDates(ProcessOutcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.output()).isNotZero();
    assertThat(outcome.stderr()).doesNotContain("hidden:", "--date", "127.0.0.1");
  }

  @Test
  void theInstantAsOfWhichADependentAndItsDependencyAreThereIsNamed() {
    index
        .publish("2020-03-01T12:00:00Z", WheelFile.of("parent", "1.0").requires("child>=2"))
        .publish("2020-01-01T00:00:00Z", WheelFile.of("child", "1.0"))
        .publish("2020-03-01T12:07:30.5Z", WheelFile.of("child", "2.0"));

    assertRefused(
        NO_SOLUTION,
        fetch("2020-03-01T12:05:00Z", "parent"),
        "parent is there, and needs child>=2: both are there as of 2020-03-01T12:07:31Z",
        "--date 2020-03-01T12:07:31Z");
  }

  @Test
  void aHashThatNoFileHasIsNoQuestionOfTheDate() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("hashed.txt"), "app==1.0 --hash=sha256:" + "1".repeat(64) + "\n");

    ProcessOutcome outcome = fetch("2020-06-01", "-r", file).run();

    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(MISMATCH);
    assertThat(outcome.stderr())
        .contains("app-1.0-py3-none-any.whl", "Expected sha256 " + "1".repeat(64))
        .doesNotContain("127.0.0.1", "hidden:", "--date");
  }

  @Test
  void aBuildThatLacksItsToolIsToldAsOfWhenItIsThere() {
    index
        .publish("2018-01-01T00:00:00Z", LegacySdistFile.of("old", "1.0"))
        .publish("2018-01-01T00:00:00Z", WheelFile.of("setuptools", "39.0"))
        .publish("2019-02-05T18:20:37.9Z", WheelFile.of("setuptools", "40.8.0"))
        .publish("2018-01-01T00:00:00Z", WheelFile.of("wheel", "0.30"));

    assertRefused(
        NO_SOLUTION,
        fetch("2018-06-01", "old"),
        "pip could not prepare old-1.0.tar.gz",
        "hidden: setuptools 40.8.0 exists but was uploaded 2019-02-05T18:20:37.9",
        "--build-date 2019-02-05T18:20:38Z or later");
  }

  @Test
  void aFileWithoutUploadTimeIsNamedWithTheRemedyForItsProject() throws Exception {
    index.publish("2020-01-01T00:00:00Z", WheelFile.of("dateless", "1.0"));
    index.shape("dateless", PageShape.JSON_WITHOUT_TIMES);

    assertRefused(
        NO_SOLUTION,
        fetch("2020-06-01", "--missing-upload-time", "hide", "dateless==1.0"),
        "hidden: dateless-1.0-py3-none-any.whl, because the index does not say when",
        "--missing-upload-time-for dateless=show");
  }

  @Test
  void aFileThatCannotBeHadIsTheFaultOfItsHost() {
    index.breakFile("app-1.0-py3-none-any.whl", Fault.instead(Answer.status(500)));

    assertRefused(UNREACHABLE, fetch("2020-06-01", "app"), "app-1.0-py3-none-any.whl", "500");
  }

  @Test
  void aPipThatTheIndexDoesNotHaveIsTheFaultOfWhoAskedForIt() {
    assertRefused(
        USAGE, fetch("2020-06-01", "--pip-version", PIP, "app"), "there is no wheel of pip " + PIP);

    index.publish("2020-01-01T00:00:00Z", WheelFile.of("pip", "22.0"));
    assertRefused(
        USAGE, fetch("2020-06-01", "--pip-version", PIP, "app"), "the index lists no wheel of it");
  }

  @Test
  void aPipThatCannotBeHadIsTheFaultOfTheIndex() {
    index.publish("2020-01-01T00:00:00Z", WheelFile.of("pip", PIP));
    Object[] words = {"--pip-version", PIP, "app"};

    index.breakPage("pip", Fault.instead(Answer.status(500)));
    assertRefused(UNREACHABLE, fetch("2020-06-01", words), "500");

    index.heal().breakFile(PIP_WHEEL, Fault.instead(Answer.status(500)));
    assertRefused(UNREACHABLE, fetch("2020-06-01", words), PIP_WHEEL, "500");
  }

  @Test
  void aPipThatIsNotInTheCacheIsNamedOffline() {
    assertRefused(
        UNREACHABLE,
        fetch("2020-06-01", "--offline", "--pip-version", PIP, "app"),
        "the cache lacks what is needed",
        "pip");
  }

  @Test
  void anSdistThatCannotBePreparedIsNamedWithWhatItSaidAndTheLog() throws Exception {
    index
        .publish("2020-01-01T00:00:00Z", SdistFile.of("broken", "1.0").buildRequires("tinybackend"))
        .publish(
            "2020-01-01T00:00:00Z",
            WheelFile.of("tinybackend", "1.0")
                .with(
                    "tinybackend/__init__.py",
                    "raise SystemExit('no compiler for the frobnicator')"));

    assertRefused(
        NO_SOLUTION,
        fetch("2020-06-01", "broken"),
        "broken-1.0.tar.gz",
        "no compiler for the frobnicator",
        "log: ");

    ProcessOutcome json = fetch("2020-06-01", "--json", "broken").run();
    assertThat(json.exitCode()).isEqualTo(NO_SOLUTION);
    JsonNode pip = new ObjectMapper().readTree(json.stdout()).path("error").path("pip");
    assertThat(pip.path("sdist").asText()).isEqualTo("broken-1.0.tar.gz");
    assertThat(Path.of(pip.path("log").asText()))
        .content()
        .contains("no compiler for the frobnicator");
  }

  private void assertRefused(int exitCode, FetchProcess.Starter fetch, String... told) {
    ProcessOutcome outcome = fetch.run();

    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(exitCode);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr()).contains(told);
    assertThat(folder.resolve("dest")).doesNotExist();
    assertThat(folder.resolve(".dest.pip-snapshot")).doesNotExist();
  }

  private FetchProcess.Starter fetch(String date, Object... words) {
    return FetchProcess.from(index.url(), folder.resolve("cache"))
        .date(date)
        .dest(folder.resolve("dest"))
        .with(words);
  }
}
