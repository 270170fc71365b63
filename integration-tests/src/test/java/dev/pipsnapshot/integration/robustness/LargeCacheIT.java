package dev.pipsnapshot.integration.robustness;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.integration.support.CacheCommandLine;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.RequiredTool;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a cache costs does not depend on how much is in it, but for the commands that look at it
 * all.
 */
class LargeCacheIT {
  private static final String CUTOFF = "2020-01-01";
  private static final Pattern LISTING = Pattern.compile("getdents64\\(\\d+<([^>]*)>");
  private static final int ENTRIES = 25_000;
  private static final int ENTRY_BYTES = 10;

  private static FixtureIndex index;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    index = FixtureIndex.start().publish("2019-01-01T00:00:00Z", WheelFile.of("demo", "1.0"));
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  @Test
  void aProxyListsNoneOfItsDirectories() throws Exception {
    Path cache = folder.resolve("cache");
    fill(cache, 300);
    Path trace = folder.resolve("trace");
    DistributionFile wheel = index.files("demo").get(0).file();
    try (var proxy =
        ProxyProcess.before(index.url(), cache)
            .date(CUTOFF)
            .under(strace(trace).toArray())
            .start()) {
      var link = ProjectPage.link(proxy.indexUrl(), "demo", wheel.filename());
      assertThat(WebClient.get(link).body()).isEqualTo(wheel.content());
    }

    assertThat(listed(cache, trace)).isNotEmpty().allMatch(path -> path.endsWith("/incoming"));
  }

  @Test
  void aFetchThatRemembersListsNoneOfThem() throws Exception {
    Path cache = folder.resolve("cache");
    String hash = fetch(cache, "first").hash();
    fill(cache, 300);
    Path trace = folder.resolve("trace");

    assertThat(fetch(cache, "again").inside(strace(trace)).hash()).isEqualTo(hash);

    assertThat(listed(cache, trace)).isNotEmpty().allMatch(path -> path.endsWith("/incoming"));
  }

  @Test
  void upkeepNeedsNoMoreMemoryForMore() throws Exception {
    Path cache = folder.resolve("cache");
    fill(cache, ENTRIES);

    assertThat(upkeep(cache, "info")).contains("artifact:       " + ENTRIES + ",");
    assertThat(upkeep(cache, "prune", "--max-size", (ENTRIES - 1_000) * ENTRY_BYTES))
        .contains("removed 1000 files");
    assertThat(upkeep(cache, "verify")).contains(ENTRIES - 1_000 + " files checked, 0 damaged");
  }

  private static String upkeep(Path cache, Object... words) {
    return CacheCommandLine.withHeap("8m", cache, words).assertSucceeded().stdout();
  }

  /** Artifacts that nobody asks for. */
  private static void fill(Path cache, int count) throws IOException {
    Path artifacts = cache.resolve("artifacts-v1/sha256");
    Files.createDirectories(artifacts.resolve("incoming"));
    for (int fan = 0; fan < 256; fan++) {
      Files.createDirectories(artifacts.resolve(String.format("%02x", fan)));
    }
    for (int i = 0; i < count; i++) {
      byte[] content = String.format("%0" + ENTRY_BYTES + "d", i).getBytes(US_ASCII);
      String digest = Sha256.hash(content).hex();
      Files.write(artifacts.resolve(digest.substring(0, 2)).resolve(digest), content);
    }
  }

  private FetchProcess.Starter fetch(Path cache, String dest) {
    return FetchProcess.from(index.url(), cache)
        .date(CUTOFF)
        .dest(folder.resolve(dest))
        .with("demo");
  }

  private static List<String> strace(Path trace) {
    return List.of(
        RequiredTool.onPath("strace").toString(),
        "-f",
        "-qq",
        "-y",
        "--seccomp-bpf",
        "-e",
        "trace=getdents64",
        "-o",
        trace.toString());
  }

  /** The directories of the cache that were listed. */
  private static Set<String> listed(Path cache, Path trace) throws IOException {
    return LISTING
        .matcher(Files.readString(trace))
        .results()
        .map(call -> call.group(1))
        .filter(path -> path.startsWith(cache + "/"))
        .collect(Collectors.toSet());
  }
}
