package dev.pipsnapshot.integration.pin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pipsnapshot.fetcher.pin.PinEntry.Pin;
import dev.pipsnapshot.fetcher.pin.PinFile;
import dev.pipsnapshot.fetcher.pin.PinInputs;
import dev.pipsnapshot.fetcher.pin.PinnedPython;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProcessOutcome;
import dev.pipsnapshot.integration.support.RealPackages;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.dist.SdistFile;
import dev.pipsnapshot.integration.support.dist.TinyBackend;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of pins, written by one fetch and held by later ones. */
class PinIT {
  private static final String BEFORE = "2020-01-01T00:00:00Z";
  private static final String CUTOFF = "2020-06-01";

  private final FixtureIndex index =
      FixtureIndex.start()
          .publish(BEFORE, WheelFile.of("app", "1.0").requires("library"))
          .publish(BEFORE, WheelFile.of("library", "1.0"))
          .publish(BEFORE, SdistFile.of("source", "1.0").buildRequires("tinybackend"))
          .publish(BEFORE, TinyBackend.wheel("1.0"), TinyBackend.witness("1.0"));

  @TempDir private Path folder;
  private Path pins;

  @BeforeEach
  void choosePins() {
    pins = folder.resolve("pins.json");
  }

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void aPinHoldsTheHashAndEverythingThatGaveIt() throws Exception {
    Path requirements = folder.resolve("requirements.txt");
    Files.writeString(requirements, "app==1.0  # the application\n");

    String hash =
        pinned("--requirement", requirements, "--no-binary", "source", "--with-build-requires")
            .with("--date-for", "Library=2020-03-01")
            .hash();

    JsonNode pin = onlyPin();
    JsonNode inputs = pin.path("inputs");
    assertThat(pin.path("hash").asText()).isEqualTo(hash);
    assertThat(inputs.path("date").asText()).isEqualTo(CUTOFF);
    assertThat(inputs.at("/date-for/library").asText()).isEqualTo("2020-03-01");
    assertThat(inputs.path("index").asText()).isEqualTo(index.url().toString());
    assertThat(inputs.path("build-requires").asBoolean()).isTrue();
    assertThat(inputs.path("options")).hasSize(1);
    assertThat(inputs.path("requirements").toString()).isEqualTo("[\"-r {\",\"app==1.0\",\"}\"]");
    assertThat(check().exitCode()).isZero();
  }

  @Test
  void checkingHoldsAsLongAsTheIndexGivesTheSame() throws Exception {
    pinned("app").hash();
    pinned("source", "--with-build-requires").hash();

    ProcessOutcome checked = check();

    assertThat(checked.exitCode()).as(checked.output()).isZero();
    assertThat(checked.stdout().lines()).hasSize(2).allMatch(line -> line.startsWith("holds "));
  }

  @Test
  void checkingNamesThePinThatIsOff() throws Exception {
    pinned("app").hash();
    String key = onlyKey();
    pinned("source").hash();
    index
        .withdraw("library-1.0-py3-none-any.whl")
        .publish(BEFORE, WheelFile.of("library", "1.0").withBallast(10));

    ProcessOutcome checked = check("--json");

    assertThat(checked.exitCode()).as(checked.output()).isEqualTo(5);
    JsonNode verdicts = new ObjectMapper().readTree(checked.stdout()).path("pins");
    assertThat(verdicts).hasSize(2);
    assertThat(verdicts)
        .filteredOn(verdict -> verdict.path("verdict").asText().equals("off"))
        .singleElement()
        .satisfies(
            verdict -> {
              assertThat(verdict.path("key").asText()).isEqualTo(key);
              assertThat(verdict.path("pinned").asText()).startsWith("sha256-");
              assertThat(verdict.path("found").asText())
                  .startsWith("sha256-")
                  .isNotEqualTo(verdict.path("pinned").asText());
            });
    assertThat(check().stdout()).contains("off       " + key, "pinned: sha256-");
  }

  @Test
  void checkingWithTheArgumentsOfAFetchChecksItsPinAloneAndMissesOneThatIsNotThere()
      throws Exception {
    Path requirements = Files.writeString(folder.resolve("requirements.txt"), "app==1.0\n");
    pinned("-r", requirements).hash();
    String key = onlyKey();
    pinned("source").hash();
    Object[] words = {"--date", CUTOFF, "-r", requirements};

    ProcessOutcome checked = check(words);
    assertThat(checked.exitCode()).as(checked.output()).isZero();
    assertThat(checked.stdout()).startsWith("holds     " + key + "  app==1.0 as of " + CUTOFF);
    assertThat(checked.stdout().lines()).hasSize(1);

    Files.writeString(requirements, "app==1.0\nlibrary\n");
    ProcessOutcome edited = check(words);
    assertThat(edited.exitCode()).as(edited.output()).isEqualTo(5);
    assertThat(edited.stdout())
        .startsWith("missing ")
        .contains("  app==1.0, library as of " + CUTOFF, "no pin has these inputs");
    assertThat(check().exitCode()).as("all that are there hold").isZero();
  }

  @Test
  void aPinKeepsTheVersionsThatALockHeld() throws Exception {
    String later = "2020-07-01";
    Path lock = folder.resolve("pylock.toml");
    index.publish("2020-06-15T00:00:00Z", WheelFile.of("library", "2.0"));
    index.publish("2020-06-15T00:00:00Z", WheelFile.of("app", "1.1").requires("library"));
    pinned("app").with("--lock", lock).hash();
    Files.delete(pins);
    Object[] words = {"--date", later, "--lock", lock, "--upgrade-package", "app"};

    FetchProcess.from(index.url(), folder.resolve("cache"))
        .dest(folder.resolve("moved"))
        .with("--pin", pins)
        .with(words)
        .with("app")
        .run()
        .assertSucceeded();

    assertThat(folder.resolve("moved/app-1.1-py3-none-any.whl")).exists();
    assertThat(folder.resolve("moved/library-1.0-py3-none-any.whl")).exists();
    assertThat(onlyPin().at("/inputs/requirements").toString()).contains("library==1.0");
    ProcessOutcome alone = check();
    assertThat(alone.exitCode()).as(alone.output()).isZero();
    assertThat(alone.stdout()).startsWith("holds ");
    ProcessOutcome asked = check(Stream.concat(Stream.of(words), Stream.of("app")).toArray());
    assertThat(asked.exitCode()).as(asked.output()).isZero();
    assertThat(asked.stdout()).startsWith("holds     " + onlyKey());
    ProcessOutcome unheld = check("--date", later, "app");
    assertThat(unheld.exitCode()).as(unheld.output()).isEqualTo(5);
    assertThat(unheld.stdout()).startsWith("missing ");
  }

  @Test
  void aPinOfAnotherPythonIsRefusedAndOneOfAnotherMachineIsPassedOver() throws Exception {
    pinned("app").hash();
    Pin here = (Pin) new PinFile(pins).entries().get(0);
    PinnedPython python = here.inputs().python();
    put(here, new PinnedPython("cpython", "3.99", python.platform(), python.pip()));

    ProcessOutcome checked = check();
    assertThat(checked.exitCode()).as(checked.output()).isEqualTo(2);
    assertThat(checked.stdout()).contains("holds ", "refused ", "it needs cpython 3.99");

    Files.delete(pins);
    put(here, new PinnedPython("cpython", "3.99", "riscv64-linux", python.pip()));
    assertThat(check().exitCode()).as("nothing could be checked").isEqualTo(2);
    put(here, python);
    checked = check();
    assertThat(checked.exitCode()).as(checked.output()).isZero();
    assertThat(checked.stdout()).contains("elsewhere ", "made on riscv64-linux");
  }

  @Test
  void aPinOfAnotherPipIsCheckedWithThatPip() throws Exception {
    String version = RealPip.NEW.version();
    index.publish(BEFORE, RealPackages.pip(version));
    pinned("app", "--pip-version", version).hash();

    assertThat(onlyPin().at("/inputs/pip").asText()).isEqualTo(version);
    ProcessOutcome checked = check("--verbose");
    assertThat(checked.exitCode()).as(checked.output()).isZero();
    assertThat(checked.stderr()).contains("pip " + version + " on");
  }

  @Test
  void aPinThatCannotBeFetchedAnyMoreFailsWithThatExitCode() throws Exception {
    pinned("app").hash();
    index.withdraw("library-1.0-py3-none-any.whl");

    ProcessOutcome checked = check();

    assertThat(checked.exitCode()).as(checked.output()).isEqualTo(3);
    assertThat(checked.stdout()).contains("failed ", "No matching distribution found for library");
  }

  @Test
  void pruningDropsThePinThatNobodyAsksForAnyMore() throws Exception {
    Path requirements = Files.writeString(folder.resolve("requirements.txt"), "app==1.0\n");
    pinned("-r", requirements, "--only-binary", ":all:").hash();
    String key = onlyKey();
    pinned("source").hash();
    Path requests =
        Files.writeString(
            folder.resolve("fetches.txt"),
            "--date %s --index-url %s -d wheels \\\n -r '%s' --only-binary :all: # wheels\n"
                .formatted(CUTOFF, index.url(), requirements));
    int asked = index.log().lines().size();

    ProcessOutcome pruned =
        FetchProcess.pruning(pins, requests).env("HOME", folder).run().assertSucceeded();

    assertThat(pruned.stdout().strip()).isEqualTo("1");
    assertThat(pruned.stderr()).contains("dropped ", "  source as of " + CUTOFF);
    assertThat(onlyKey()).isEqualTo(key);
    assertThat(index.log().lines()).as("nothing is fetched").hasSize(asked);
    ProcessOutcome checked = check();
    assertThat(checked.exitCode()).as(checked.output()).isZero();
    assertThat(checked.stdout()).startsWith("holds     " + key);
  }

  @Test
  void fetchesAtOnceLoseNoPin() throws Exception {
    List<FetchProcess> fetches = new ArrayList<>();
    try {
      for (String project : List.of("app", "library", "source", "tinybackend")) {
        fetches.add(pinned(project).start());
      }
      for (FetchProcess fetch : fetches) {
        assertThat(fetch.exitCode()).isZero();
      }
    } finally {
      fetches.forEach(FetchProcess::close);
    }

    assertThat(new PinFile(pins).entries()).hasSize(4).allMatch(Pin.class::isInstance);
  }

  @Test
  void whatIsNoPinFileIsRefusedBeforeAnythingIsFetched() throws Exception {
    Files.writeString(pins, "[]");

    ProcessOutcome refused = pinned("app").run();

    assertThat(refused.exitCode()).as(refused.output()).isEqualTo(2);
    assertThat(refused.stderr()).contains("pins-unreadable");
    assertThat(index.log().lines()).isEmpty();
    assertThat(folder.resolve("dest-app")).doesNotExist();
  }

  @Test
  void aPinFileThatCannotStayIsRefusedBeforeAnythingIsFetched() {
    pins = folder.resolve("dest-app/pins.json");
    ProcessOutcome inside = pinned("app").with("--force").run();
    assertThat(inside.exitCode()).as(inside.output()).isEqualTo(2);
    assertThat(inside.stderr()).contains("the pin file is no part of", "--pin");

    pins = folder.resolve("missing/pins.json");
    ProcessOutcome missing = pinned("app").run();
    assertThat(missing.exitCode()).as(missing.output()).isEqualTo(6);
    assertThat(missing.stderr()).contains("cannot write", "missing/pins.json");

    assertThat(index.log().lines()).isEmpty();
    assertThat(folder.resolve("dest-app")).doesNotExist();
  }

  private void put(Pin pin, PinnedPython python) throws Exception {
    new PinFile(pins).put(new Pin(pin.hash(), new PinInputs(pin.inputs().request(), python)));
  }

  private FetchProcess.Starter pinned(Object... words) {
    return FetchProcess.from(index.url(), folder.resolve("cache"))
        .date(CUTOFF)
        .dest(folder.resolve("dest-" + words[0]))
        .with("--pin", pins)
        .with(words);
  }

  /** With a cache of its own, in which no page is still fresh. */
  private ProcessOutcome check(Object... words) throws Exception {
    return FetchProcess.from(index.url(), Files.createTempDirectory(folder, "cache"))
        .with("--check", pins)
        .with(words)
        .run();
  }

  private String onlyKey() throws Exception {
    return new ObjectMapper().readTree(pins.toFile()).path("pins").fieldNames().next();
  }

  private JsonNode onlyPin() throws Exception {
    return new ObjectMapper().readTree(pins.toFile()).path("pins").path(onlyKey());
  }
}
