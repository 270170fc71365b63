package dev.pipsnapshot.integration.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.Snapshot;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One dependency moved, the others held by the lock. */
class UpgradePackageIT {
  private static final String UPLOADED = "2020-01-01T00:00:00Z";
  private static final String LATER = "2020-07-01T00:00:00Z";

  private static FixtureIndex index;

  @TempDir private Path folder;

  @BeforeAll
  static void publish() {
    index =
        FixtureIndex.start()
            .publish(
                UPLOADED,
                WheelFile.of("app", "1.0").requires("numbers", "words"),
                WheelFile.of("numbers", "1.0"),
                WheelFile.of("words", "1.0"))
            .publish(LATER, WheelFile.of("numbers", "2.0"), WheelFile.of("words", "2.0"))
            .publish(LATER, WheelFile.of("app", "1.1").requires("numbers", "words>=2"));
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pylock.toml", "requirements.txt"})
  void leavesEveryOtherVersionAsItWas(String name) throws IOException {
    Path lock = folder.resolve(name);
    fetch("2020-06-01", folder.resolve("before"), "--lock", lock).assertSucceeded();

    fetch("2020-08-01", folder.resolve("after"), "--lock", lock, "--upgrade-package", "numbers")
        .assertSucceeded();

    assertThat(new Snapshot(folder.resolve("after")).entries())
        .containsExactly(
            "app-1.0-py3-none-any.whl",
            "numbers-2.0-py3-none-any.whl",
            "words-1.0-py3-none-any.whl");
    assertThat(lock).content().contains("2.0");
  }

  @Test
  void movesOneToADateOfItsOwn() throws IOException {
    Path lock = folder.resolve("pylock.toml");
    fetch("2020-06-01", folder.resolve("before"), "--lock", lock).assertSucceeded();

    fetch(
            "2020-06-01",
            folder.resolve("after"),
            "--lock",
            lock,
            "--date-for",
            "numbers=2020-08-01",
            "--upgrade-package",
            "numbers")
        .assertSucceeded();

    assertThat(new Snapshot(folder.resolve("after")).entries())
        .contains("numbers-2.0-py3-none-any.whl", "words-1.0-py3-none-any.whl");
    assertThat(lock).content().contains("numbers = \"2020-08-01T00:00:00Z\"");
  }

  @Test
  void saysWhatIsHeldWhereNothingFits() {
    Path lock = folder.resolve("pylock.toml");
    fetch("2020-06-01", folder.resolve("before"), "--lock", lock).assertSucceeded();

    ProcessOutcome outcome =
        fetch(
            "2020-08-01",
            folder.resolve("after"),
            "--lock",
            lock,
            "--upgrade-package",
            "app",
            "app==1.1");

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.stderr()).contains("--upgrade-package");
  }

  @Test
  void needsALock() {
    ProcessOutcome outcome =
        fetch("2020-06-01", folder.resolve("dest"), "--upgrade-package", "numbers");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.stderr()).contains("--lock");
  }

  @Test
  void needsALockThatHasTheProject() {
    Path lock = folder.resolve("pylock.toml");
    fetch("2020-06-01", folder.resolve("before"), "--lock", lock).assertSucceeded();

    ProcessOutcome outcome =
        fetch("2020-06-01", folder.resolve("dest"), "--lock", lock, "--upgrade-package", "nubmers");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.stderr()).contains("has no version of nubmers");
  }

  private ProcessOutcome fetch(String date, Path dest, Object... words) {
    return FetchProcess.from(index.url(), folder.resolve("cache"))
        .date(date)
        .dest(dest)
        .with(words)
        .with("app")
        .run();
  }
}
