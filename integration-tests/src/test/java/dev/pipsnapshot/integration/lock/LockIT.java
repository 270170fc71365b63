package dev.pipsnapshot.integration.lock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.Namespace;
import dev.pipsnapshot.integration.support.PageShape;
import dev.pipsnapshot.integration.support.PipRelease;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.RealUv;
import dev.pipsnapshot.integration.support.dist.SdistFile;
import dev.pipsnapshot.integration.support.dist.TinyBackend;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks of a fetch, and other tools that install from them. */
class LockIT {
  private static final String UPLOADED = "2020-01-01T00:00:00Z";
  private static final String LATER = "2020-07-01T00:00:00Z";
  private static final String ELSEWHERE = "cp27-cp27m-win32";

  private static FixtureIndex index;
  private static Path cache;
  private static Path cold;

  @TempDir private Path folder;

  @BeforeAll
  static void fetchOnce(@TempDir Path work) {
    cache = work.resolve("cache");
    index =
        FixtureIndex.start()
            .publish(
                UPLOADED,
                WheelFile.of("app", "1.0").requires("library", "built").requiresPython(">=3"),
                WheelFile.of("library", "1.0").requiresPython(">=3.5.*"),
                WheelFile.of("library", "1.0").tag(ELSEWHERE),
                SdistFile.of("built", "1.0").buildRequires("tinybackend"),
                TinyBackend.wheel("1.0"),
                TinyBackend.witness("1.0"))
            .publish(LATER, WheelFile.of("library", "1.0").tag("cp33-cp33m-win32"))
            .publish(LATER, WheelFile.of("library", "2.0"))
            .publish(UPLOADED, WheelFile.of("both", "1.0"))
            .publish(UPLOADED, SdistFile.of("both", "1.0").buildRequires("tinybackend"))
            .publish(UPLOADED, WheelFile.of("plain", "1.0"))
            .publish(UPLOADED, WheelFile.of("plain", "1.0").tag(ELSEWHERE))
            .shape("plain", PageShape.JSON_WITHOUT_DIGESTS);
    cold = work.resolve("pylock.toml");
    fetch(work.resolve("cold"), "--lock", cold, "--with-build-requires").assertSucceeded();
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  @Test
  void isTheSameWhereverThePagesAndFilesComeFrom() throws IOException {
    Path memo = folder.resolve("pylock.memo.toml");
    Path warm = folder.resolve("pylock.warm.toml");
    Path chained = folder.resolve("pylock.chained.toml");

    fetch(folder.resolve("memo"), "--lock", memo, "--with-build-requires").assertSucceeded();
    fetch(folder.resolve("warm"), "--lock", warm, "--with-build-requires", "--resolve")
        .assertSucceeded();
    try (var proxy = ProxyProcess.before(index.url(), folder.resolve("proxy-cache")).start()) {
      FetchProcess.through(proxy, folder.resolve("own-cache"))
          .date("2020-06-01")
          .dest(folder.resolve("chained"))
          // Whatever the proxy is in front of, the key names the index that it is told.
          .with("--index-url", index.url())
          .with("--lock", chained, "--with-build-requires", "app")
          .run()
          .assertSucceeded();
    }

    assertThat(memo).hasSameTextualContentAs(cold);
    assertThat(warm).hasSameTextualContentAs(cold);
    assertThat(chained).hasSameTextualContentAs(cold);
  }

  @Test
  void hasTheKeyOfAPinOfTheSameFetchAlsoWhereItHeldVersions() throws IOException {
    Path pins = folder.resolve("pins.json");
    Path moved = Files.copy(cold, folder.resolve("pylock.moved.toml"));

    fetch(folder.resolve("pinned"), "--pin", pins, "--with-build-requires").assertSucceeded();
    fetch(
            folder.resolve("moved"),
            "--lock",
            moved,
            "--with-build-requires",
            "--upgrade-package",
            "library")
        .assertSucceeded();

    String key = new ObjectMapper().readTree(pins.toFile()).path("pins").fieldNames().next();
    assertThat(cold).content().contains("\nkey = \"" + key + "\"\n");
    assertThat(moved).content().contains("\nkey = \"" + key + "\"\n");
  }

  @Test
  void namesTheDependenciesThatWheelsName() throws IOException {
    assertThat(cold)
        .content()
        .contains("dependencies = [\n  { name = \"built\" },\n  { name = \"library\" },\n]\n")
        .contains("dependencies = []\n")
        .as("a source distribution does not say them")
        .contains("name = \"built\"\nversion = \"1.0\"\n\n[packages.sdist]\n");
  }

  @Test
  void namesTheFilesWhereTheIndexHasThem() throws IOException {
    List<String> urls =
        Files.readAllLines(cold).stream().filter(line -> line.startsWith("url = ")).toList();

    String place = "url = \"" + index.url().resolve("/packages/");
    assertThat(urls).hasSize(5).allSatisfy(url -> assertThat(url).startsWith(place));
  }

  @Test
  void leavesOutSpecifiersThatWouldMakeItUnreadable() {
    assertThat(cold).content().contains("requires-python = \">=3\"").doesNotContain(">=3.5.*");
  }

  @Test
  void pipInstallsFromIt() {
    Path target = folder.resolve("installed");

    RealPip.of(RealPip.NEW)
        .command(index.url(), "install")
        .with("--requirement", cold)
        .with("--target", target)
        .run()
        .assertSucceeded();

    assertThat(target.resolve("library-1.0.dist-info")).isDirectory();
    assertThat(target.resolve("built.py")).hasContent("VERSION = \"1.0\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"install", "sync"})
  void uvInstallsFromIt(String command) {
    Path target = folder.resolve("installed");

    RealUv.get()
        .pip(index.url(), command)
        .with(
            "install".equals(command) ? new Object[] {"--requirements", cold} : new Object[] {cold})
        .with("--target", target)
        .run()
        .assertSucceeded();

    assertThat(target.resolve("library-1.0.dist-info")).isDirectory();
  }

  @ParameterizedTest
  @EnumSource
  void everyPipInstallsFromItsRequirements(PipRelease release) {
    Path lock = folder.resolve("requirements.txt");
    fetch(folder.resolve("dest"), "--lock", lock).assertSucceeded();

    Path target = folder.resolve("installed");
    RealPip.of(release)
        .command(index.url(), "install")
        .with("--require-hashes", "--no-deps", "--requirement", lock, "--target", target)
        .run()
        .assertSucceeded();

    assertThat(target.resolve("library-1.0.dist-info")).isDirectory();
  }

  @Test
  void uvInstallsFromItsRequirements() {
    Path lock = folder.resolve("requirements.txt");
    fetch(folder.resolve("dest"), "--lock", lock).assertSucceeded();

    Path target = folder.resolve("installed");
    RealUv.get()
        .install(index.url(), target, "--require-hashes", "--no-deps", "--requirements", lock)
        .run()
        .assertSucceeded();

    assertThat(target.resolve("library-1.0.dist-info")).isDirectory();
  }

  @Test
  void hasTheHashesOfOtherPlatformsOnDemandAndNoLaterOnes() {
    Path one = folder.resolve("one.txt");
    Path all = folder.resolve("all.txt");
    Path memo = folder.resolve("memo.txt");
    fetch(folder.resolve("one"), "--lock", one).assertSucceeded();
    fetch(folder.resolve("all"), "--lock", all, "--all-hashes").assertSucceeded();
    fetch(folder.resolve("memo"), "--lock", memo, "--all-hashes").assertSucceeded();

    assertThat(one).content().containsPattern("library==1.0 (\\\\\n    --hash=\\S+ ?){1}\n");
    assertThat(all)
        .content()
        .containsPattern("library==1.0 (\\\\\n    --hash=\\S+ ?){2}\n")
        .contains(index.files("library").get(1).file().sha256());
    assertThat(memo).hasSameTextualContentAs(all);
  }

  @Test
  void hasNoHashesOfFilesThatTheOptionsExclude() throws IOException {
    Path wheels = folder.resolve("wheels.txt");
    Path sources = folder.resolve("sources.txt");
    Path told = folder.resolve("told.txt");
    Path both = folder.resolve("both.txt");
    Path input = Files.writeString(folder.resolve("input.in"), "--only-binary both\nboth\n");
    hashes("1", wheels, "--only-binary", ":all:", "both");
    hashes("2", sources, "--no-binary", "both", "both", "tinybackend");
    hashes("3", told, "--requirement", input);
    hashes("4", both, "both");

    String wheel = index.files("both").get(0).file().sha256();
    String sdist = index.files("both").get(1).file().sha256();
    assertThat(wheels).content().contains(wheel).doesNotContain(sdist);
    assertThat(sources).content().contains(sdist).doesNotContain(wheel);
    assertThat(told).content().contains(wheel).doesNotContain(sdist);
    assertThat(both).content().contains(wheel, sdist);
  }

  @Test
  void hasTheHashesOfFilesWhosePageDoesNotTellThem() {
    Path lock = folder.resolve("plain.txt");
    hashes("plain", lock, "plain");

    assertThat(lock)
        .content()
        .contains(index.files("plain").get(0).file().sha256())
        .contains(index.files("plain").get(1).file().sha256());
  }

  private void hashes(String dest, Path lock, Object... words) {
    starter(folder.resolve(dest))
        .with("--lock", lock, "--all-hashes")
        .with(words)
        .run()
        .assertSucceeded();
  }

  @Test
  void isRefusedUnderANameThatSaysNoFormat() {
    Path lock = folder.resolve("lock.json");

    assertThat(fetch(folder.resolve("dest"), "--lock", lock).assertFailed().stderr())
        .contains("pylock.toml");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void staysAsItWasIfTheFetchFails() throws IOException {
    Path lock = Files.writeString(folder.resolve("pylock.toml"), "before");

    var outcome =
        fetch(folder.resolve("dest"), "--lock", lock, "--expect-hash", "sha256:" + "0".repeat(64));

    assertThat(outcome.exitCode()).isEqualTo(5);
    assertThat(lock).hasContent("before");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void leavesNothingOfItselfOnAFullDisk() throws IOException {
    Path small = Files.createDirectory(folder.resolve("small"));

    ProcessOutcome full =
        starter(folder.resolve("dest"))
            .with("--lock", small.resolve("pylock.toml"), "app")
            .inside(Namespace.withSmallDisk(small, "4k", "echo all >" + small.resolve("ballast")))
            .run();

    assertThat(full.exitCode()).as(full.output()).isEqualTo(6);
    assertThat(full.stderr()).contains("cannot write", "pylock.toml");
    assertThat(full.stdout()).as("what is left").isEqualTo("ballast\n");
    assertThat(folder.resolve("dest")).doesNotExist();
  }

  private static ProcessOutcome fetch(Path dest, Object... words) {
    return starter(dest).with(words).with("app").run();
  }

  private static FetchProcess.Starter starter(Path dest) {
    return FetchProcess.from(index.url(), cache).date("2020-06-01").dest(dest);
  }
}
