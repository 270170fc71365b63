package dev.pipsnapshot.integration.pin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pipsnapshot.integration.support.ExternalCommand;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.JavaProgram;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.dist.PublishedFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that changes behind a date, and what the tools say of it. */
class DriftIT {
  private static final String BEFORE = "2020-01-01T00:00:00Z";
  private static final String AFTER = "2020-09-01T00:00:00Z";
  private static final String CUTOFF = "2020-06-01";
  private static final String LATER = "2020-10-01";
  private static final String[] WANTED = {"yanked", "deleted", "replaced", "moved", "same"};

  @TempDir private static Path folder;
  private static FixtureIndex index;
  private static Path lock;
  private static String hash;

  /** Fetches once, changes the index, and fetches twice more: the same, and at a later date. */
  @BeforeAll
  static void letTheIndexDrift() throws Exception {
    index =
        FixtureIndex.start()
            .publish(BEFORE, WheelFile.of("yanked", "1.0"), WheelFile.of("yanked", "1.1"))
            .publish(BEFORE, WheelFile.of("deleted", "1.0"), WheelFile.of("deleted", "1.1"))
            .publish(BEFORE, WheelFile.of("replaced", "1.0"), WheelFile.of("moved", "1.0"))
            .publish(BEFORE, WheelFile.of("same", "1.0"))
            .publish(AFTER, WheelFile.of("moved", "2.0"));
    lock = folder.resolve("pylock.toml");
    hash = fetch(CUTOFF, "old").with("--lock", lock).hash();
    index
        .withdraw("yanked-1.1-py3-none-any.whl")
        .publish(PublishedFile.of(BEFORE, WheelFile.of("yanked", "1.1")).yanked("eats files"))
        .withdraw("deleted-1.1-py3-none-any.whl")
        .withdraw("replaced-1.0-py3-none-any.whl")
        .publish(BEFORE, WheelFile.of("replaced", "1.0").withBallast(10));
    fetch(CUTOFF, "new").with("--lock", folder.resolve("pylock.new.toml")).hash();
    fetch(LATER, "later").with("--lock", folder.resolve("pylock.later.toml")).hash();
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  @Test
  void aYankedADeletedAndAReplacedFileAreEachExplainedByName() {
    for (String[] sides :
        new String[][] {
          {"old", "new"}, {"pylock.toml", "pylock.new.toml"}, {"old", "pylock.new.toml"}
        }) {
      ProcessOutcome diff = diff(sides[0], sides[1]);

      assertThat(diff.exitCode()).as(diff.output()).isEqualTo(5);
      assertThat(diff.stdout().lines())
          .hasSize(6)
          .containsSequence(
              "~ deleted 1.1 -> 1.0 (deleted-1.0-py3-none-any.whl)",
              "    deleted upstream: the index does not list deleted-1.1-py3-none-any.whl")
          .containsSequence(
              "~ yanked 1.1 -> 1.0 (yanked-1.0-py3-none-any.whl)",
              "    yanked upstream: eats files")
          .anyMatch(line -> line.startsWith("! replaced-1.0-py3-none-any.whl: sha256 "))
          .anyMatch(line -> line.startsWith("    replaced upstream: the index lists sha256 "));
    }
  }

  @Test
  void aLaterDateIsToldWithWhatWasUploadedSince() throws Exception {
    ProcessOutcome diff = diff("pylock.new.toml", "pylock.later.toml", "--json");

    assertThat(diff.exitCode()).as(diff.output()).isEqualTo(5);
    JsonNode report = new ObjectMapper().readTree(diff.stdout());
    assertThat(report.path("equal").asBoolean()).isFalse();
    assertThat(report.path("inputs"))
        .singleElement()
        .satisfies(
            input -> {
              assertThat(input.path("input").asText()).isEqualTo("date");
              assertThat(input.path("before").asText()).isEqualTo(CUTOFF + "T00:00:00Z");
              assertThat(input.path("after").asText()).isEqualTo(LATER + "T00:00:00Z");
            });
    assertThat(report.path("files"))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.path("change").asText()).isEqualTo("version");
              assertThat(change.at("/before/version").asText()).isEqualTo("1.0");
              assertThat(change.at("/after/path").asText()).isEqualTo("moved-2.0-py3-none-any.whl");
              assertThat(change.path("reasons"))
                  .extracting(reason -> reason.path("reason").asText())
                  .containsExactly("uploaded-since");
            });
  }

  @Test
  void directoriesTellUploadTimesAndNoDecisions() {
    ProcessOutcome diff = diff("new", "later");

    assertThat(diff.exitCode()).as(diff.output()).isEqualTo(5);
    assertThat(diff.stdout().lines())
        .containsExactly(
            "~ moved 1.0 -> 2.0 (moved-2.0-py3-none-any.whl)",
            "    uploaded " + BEFORE + " -> " + AFTER);
  }

  @Test
  void requirementsWithHashesAreReadBack() throws Exception {
    Path old = folder.resolve("requirements.old.txt");
    fetch(CUTOFF, "r-old").with("--lock", old).hash();
    fetch(LATER, "r-later").with("--lock", folder.resolve("requirements.txt")).hash();

    assertThat(diff("requirements.old.txt", "r-old").exitCode()).isZero();
    ProcessOutcome later = diff("requirements.old.txt", "requirements.txt");
    assertThat(later.exitCode()).as(later.output()).isEqualTo(5);
    assertThat(later.stdout().lines())
        .containsExactly(
            "~ moved 1.0 -> 2.0 (moved-2.0-py3-none-any.whl)",
            "    uploaded " + BEFORE + " -> " + AFTER);
  }

  @Test
  void theSameFilesAreNoDifference() {
    ProcessOutcome diff = diff("old", "pylock.toml");

    assertThat(diff.exitCode()).as(diff.output()).isZero();
    assertThat(diff.stdout()).isEmpty();
  }

  @Test
  void withoutAnIndexTheChangesAreToldWithoutTheirReasons() {
    ProcessOutcome diff =
        diff("old", "new", "--offline", "--cache-dir", folder.resolve("empty-cache"));

    assertThat(diff.exitCode()).as(diff.output()).isEqualTo(5);
    assertThat(diff.stdout())
        .contains("~ deleted 1.1 -> 1.0", "the index could not be asked about deleted");
  }

  @Test
  void whatIsNeitherLockNorDirectoryIsRefused() throws Exception {
    Files.writeString(folder.resolve("text"), "text");

    assertThat(diff("old", "none").exitCode()).isEqualTo(2);
    assertThat(diff("text", "old").exitCode()).isEqualTo(2);
  }

  @Test
  void aHashThatIsNotTheExpectedOneIsExplainedAgainstALock() throws Exception {
    for (List<Object> given :
        List.of(List.<Object>of("--against", lock), List.<Object>of("--lock", lock))) {
      ProcessOutcome refused =
          fetch(CUTOFF, "again").with("--expect-hash", hash).with(given.toArray()).run();

      assertThat(refused.exitCode()).as(refused.output()).isEqualTo(5);
      assertThat(refused.stderr())
          .contains("specified: " + hash)
          .contains("~ yanked 1.1 -> 1.0", "yanked upstream: eats files")
          .contains("~ deleted 1.1 -> 1.0", "deleted upstream")
          .contains("! replaced-1.0-py3-none-any.whl", "replaced upstream");
      assertThat(folder.resolve("again")).doesNotExist();
    }
  }

  @Test
  void aPinThatIsOffIsExplainedAgainstALock() throws Exception {
    Path pins = folder.resolve("pins.json");
    fetch(CUTOFF, "pinned").with("--pin", pins).hash();
    String now =
        Files.readString(pins).replaceAll("\"hash\": \"[^\"]*\"", "\"hash\": \"" + hash + "\"");
    Files.writeString(pins, now);

    ProcessOutcome off =
        FetchProcess.from(index.url(), folder.resolve("check-cache"))
            .with("--check", pins, "--against", lock)
            .run();

    assertThat(off.exitCode()).as(off.output()).isEqualTo(5);
    assertThat(off.stdout())
        .contains("~ yanked 1.1 -> 1.0", "yanked upstream: eats files")
        .contains("deleted upstream", "replaced upstream");
  }

  private static FetchProcess.Starter fetch(String date, String dest) throws Exception {
    return FetchProcess.from(index.url(), Files.createTempDirectory(folder, "cache"))
        .date(date)
        .dest(folder.resolve(dest))
        .with((Object[]) WANTED);
  }

  private static ProcessOutcome diff(String before, String after, Object... words) {
    var command =
        ExternalCommand.of(
                JavaProgram.command("dev.pipsnapshot.fetcher.cli.SnapshotDiff").toArray())
            .with("--index-url", index.url());
    List<Object> options = new ArrayList<>(List.of(words));
    if (!options.contains("--cache-dir")) {
      options.addAll(List.of("--cache-dir", folder.resolve("diff-cache")));
    }
    return command
        .with(options.toArray())
        .with(folder.resolve(before), folder.resolve(after))
        .env("HOME", folder)
        .run();
  }
}
