package dev.pipsnapshot.integration.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.Snapshot;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  private static List<String> files() {
    return index.log().lines().stream().filter(line -> line.contains("/packages/")).toList();
  }

  private static FetchProcess.Starter fetch(Path dest, Object... words) {
    return FetchProcess.from(index.url(), cache).date("2020-06-01").dest(dest).with(words);
  }
}
