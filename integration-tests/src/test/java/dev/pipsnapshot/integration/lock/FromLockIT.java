package dev.pipsnapshot.integration.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.RealUv;
import dev.pipsnapshot.integration.support.Snapshot;
import dev.pipsnapshot.integration.support.dist.SdistFile;
import dev.pipsnapshot.integration.support.dist.TinyBackend;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Answer;
import dev.pipsnapshot.integration.support.http.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories made again from a lock. */
class FromLockIT {
  private static final String UPLOADED = "2020-01-01T00:00:00Z";
  private static final String LIBRARY = "library-1.0-py3-none-any.whl";

  private static FixtureIndex index;
  private static Path cache;
  private static Path first;
  private static Path lock;
  private static String hash;

  @TempDir private Path folder;

  @BeforeAll
  static void lock(@TempDir Path work) {
    index =
        FixtureIndex.start()
            .publish(
                UPLOADED,
                WheelFile.of("app", "1.0").requires("library", "built"),
                WheelFile.of("library", "1.0"),
                WheelFile.of("other", "1.0"),
                SdistFile.of("built", "1.0").buildRequires("tinybackend"),
                SdistFile.of("library", "1.0"),
                TinyBackend.wheel("1.0"),
                TinyBackend.witness("1.0"));
    cache = work.resolve("cache");
    first = work.resolve("first");
    lock = work.resolve("pylock.toml");
    hash = fetch(first, lock, "app").assertSucceeded().stdout().strip();
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  @BeforeEach
  void heal() {
    index.heal().log().clear();
  }

  @Test
  void areTheSameOutOfTheCacheAndAskNobody() throws IOException {
    Path dest = folder.resolve("dest");

    assertThat(restore(cache, dest).hash()).isEqualTo(hash);

    assertThat(new Snapshot(dest).nixHash()).isEqualTo(hash);
    assertThat(new Snapshot(dest).entries()).isEqualTo(new Snapshot(first).entries());
    assertThat(index.log().lines()).isEmpty();
  }

  @Test
  void areTheSameOutOfTheNetworkWhichSeesEachFileOnce() {
    Path empty = folder.resolve("empty");

    assertThat(restore(empty, folder.resolve("dest")).hash()).isEqualTo(hash);

    assertThat(index.log().lines())
        .hasSize(5)
        .doesNotHaveDuplicates()
        .allSatisfy(line -> assertThat(line).startsWith("GET ").contains("/packages/"));
    assertThat(restore(empty, folder.resolve("offline")).with("--offline").hash()).isEqualTo(hash);
  }

  @Test
  void needNoPipWhoseSettingsWouldCount() {
    Path links = folder.resolve("links");

    ProcessOutcome outcome =
        restore(cache, folder.resolve("dest")).env("PIP_FIND_LINKS", links).run();

    outcome.assertSucceeded();
    assertThat(outcome.stderr()).doesNotContain("find-links");
  }

  @Test
  void areTheSameOutOfRequirementsWithHashes() {
    Path requirements = folder.resolve("requirements.txt");
    String plain =
        FetchProcess.from(index.url(), cache)
            .date("2020-06-01")
            .dest(folder.resolve("plain"))
            .with("--lock", requirements, "app")
            .hash();
    Path empty = folder.resolve("empty");

    assertThat(
            FetchProcess.restoring(requirements, index.url(), empty)
                .dest(folder.resolve("dest"))
                .hash())
        .isEqualTo(plain);
    assertThat(
            FetchProcess.restoring(requirements, index.url(), empty)
                .dest(folder.resolve("offline"))
                .with("--offline")
                .hash())
        .isEqualTo(plain);
  }

  @Test
  void takeOnlyNewFilesFromTheNetwork() {
    Path longer = folder.resolve("pylock.longer.toml");
    fetch(folder.resolve("second"), longer, "app", "other").assertSucceeded();
    Path machine = folder.resolve("machine");
    restore(machine, folder.resolve("dest")).hash();
    index.log().clear();

    FetchProcess.restoring(longer, index.url(), machine)
        .dest(folder.resolve("more"))
        .run()
        .assertSucceeded();

    assertThat(index.log().lines())
        .singleElement()
        .asString()
        .endsWith("/other-1.0-py3-none-any.whl");
  }

  @Test
  void areTheSameWhenAFileIsGoneUpstreamButInTheCache() {
    index.breakFile(LIBRARY, Fault.instead(Answer.status(404)));

    assertThat(restore(cache, folder.resolve("dest")).hash()).isEqualTo(hash);
  }

  @Test
  void nameAFileThatIsGoneEverywhere() {
    index.breakFile(LIBRARY, Fault.instead(Answer.status(404)));
    Path dest = folder.resolve("dest");

    ProcessOutcome outcome = restore(folder.resolve("empty"), dest).run();

    assertThat(outcome.exitCode()).isEqualTo(4);
    assertThat(outcome.stderr()).contains("cannot get " + LIBRARY, "404");
    assertThat(dest).doesNotExist();
  }

  @Test
  void nameWhatTheCacheLacksOffline() {
    ProcessOutcome outcome =
        restore(folder.resolve("empty"), folder.resolve("dest")).with("--offline").run();

    assertThat(outcome.exitCode()).isEqualTo(4);
    assertThat(outcome.stderr()).contains("offline, and '" + LIBRARY + "' is not in the cache");
    assertThat(index.log().lines()).isEmpty();
  }

  @Test
  void areNotMadeOfOtherBytes() {
    index.breakFile(LIBRARY, Fault.wrongBytes());
    Path dest = folder.resolve("dest");

    assertThat(restore(folder.resolve("empty"), dest).run().exitCode()).isEqualTo(5);
    assertThat(dest).doesNotExist();
  }

  @Test
  void areNotMadeIfAFileHasAnotherSizeWhereverItComesFrom() throws IOException {
    String wrong = Files.readString(lock).replaceFirst("(?m)^size = \\d+$", "size = 5");
    Path other = Files.writeString(folder.resolve("pylock.other.toml"), wrong);
    Path dest = folder.resolve("dest");

    for (Path kept : List.of(folder.resolve("empty"), cache)) {
      ProcessOutcome outcome = FetchProcess.restoring(other, index.url(), kept).dest(dest).run();

      assertThat(outcome.exitCode()).as(outcome.stderr()).isEqualTo(5);
      assertThat(outcome.stderr()).contains("5 bytes");
      assertThat(dest).doesNotExist();
    }
  }

  @Test
  void areNotMadeIfAnotherHashIsExpected() {
    Path dest = folder.resolve("dest");

    ProcessOutcome outcome =
        restore(cache, dest).with("--expect-hash", "sha256:" + "0".repeat(64)).run();

    assertThat(outcome.exitCode()).isEqualTo(5);
    assertThat(outcome.stderr()).contains(hash);
    assertThat(dest).doesNotExist();
  }

  @Test
  void areNotMadeIfTheLockContradictsItself() throws IOException {
    String withoutOne =
        Files.readString(lock).replaceFirst("(?s)\\[\\[packages.*?(?=\\[\\[packages]])", "");
    Path other = Files.writeString(folder.resolve("pylock.other.toml"), withoutOne);

    ProcessOutcome outcome =
        FetchProcess.restoring(other, index.url(), cache).dest(folder.resolve("dest")).run();

    assertThat(outcome.exitCode()).isEqualTo(5);
    assertThat(outcome.stderr())
        .contains(other + " was changed after it was written", "nar-hash: " + hash);
    assertThat(folder.resolve("dest")).doesNotExist();
  }

  @Test
  void sayWhatTheyAreInJson() {
    String json =
        restore(cache, folder.resolve("dest")).with("--json").run().assertSucceeded().stdout();

    assertThat(json).contains("\"decided-by\" : \"lock\"", hash, "\"downloaded\" : 0");
  }

  @Test
  void leaveNetworksAloneWhereNoIndexIs() {
    ProcessOutcome outcome =
        FetchProcess.restoring(lock, URI.create("https://pypi.org/simple/"), folder.resolve("x"))
            .dest(folder.resolve("dest"))
            .run();

    assertThat(outcome.exitCode()).isEqualTo(7);
    assertThat(outcome.stderr()).contains("is a loopback address");
    assertThat(index.log().lines()).isEmpty();
  }

  @Test
  void needNoDateAndTakeNone() {
    ProcessOutcome outcome = restore(cache, folder.resolve("dest")).date("2020-06-01").run();

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.stderr()).contains("--from-lock takes no --date");
  }

  @Test
  void areThoseOfALockThatPipWrote() throws IOException {
    Path foreign = folder.resolve("pylock.foreign.toml");
    RealPip.of(RealPip.NEW)
        .command(index.url(), "lock")
        .with("--output", foreign, "app")
        .run()
        .assertSucceeded();

    FetchProcess.restoring(foreign, index.url(), cache)
        .dest(folder.resolve("dest"))
        .run()
        .assertSucceeded();

    assertThat(new Snapshot(folder.resolve("dest")).entries())
        .containsExactly(
            "app-1.0-py3-none-any.whl",
            "built-1.0.tar.gz",
            LIBRARY,
            "tinybackend_witness-1.0-py3-none-any.whl");
  }

  @Test
  void areThoseOfALockThatUvWroteForWheelsOnly() throws IOException {
    Path foreign = uvLock("--only-binary", ":all:");

    FetchProcess.restoring(foreign, index.url(), cache)
        .dest(folder.resolve("dest"))
        .run()
        .assertSucceeded();

    assertThat(new Snapshot(folder.resolve("dest")).entries()).containsExactly(LIBRARY);
  }

  @Test
  void areNoneOfALockThatLeavesAChoice() throws IOException {
    ProcessOutcome outcome =
        FetchProcess.restoring(uvLock(), index.url(), cache).dest(folder.resolve("dest")).run();

    assertThat(outcome.exitCode()).isEqualTo(7);
    assertThat(outcome.stderr()).contains("library names 2 files");
  }

  private Path uvLock(Object... options) throws IOException {
    Path foreign = folder.resolve("pylock.foreign.toml");
    Path input = Files.writeString(folder.resolve("input.txt"), "library\n");
    RealUv.get()
        .pip(index.url(), "compile")
        .with("--format", "pylock.toml", "--output-file", foreign)
        .with(options)
        .with(input)
        .run()
        .assertSucceeded();
    return foreign;
  }

  private FetchProcess.Starter restore(Path fromCache, Path dest) {
    return FetchProcess.restoring(lock, index.url(), fromCache).dest(dest);
  }

  private static ProcessOutcome fetch(Path dest, Path written, String... requirements) {
    return FetchProcess.from(index.url(), cache)
        .date("2020-06-01")
        .dest(dest)
        .with("--with-build-requires", "--lock", written)
        .with(List.of(requirements).toArray())
        .run();
  }
}
