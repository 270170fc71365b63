package dev.pipsnapshot.integration.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.CacheCommandLine;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.Namespace;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.RequiredTool;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cache on a disk that is full, forbids, goes away, lies, or is another than that of the rest.
 */
class DiskIT {
  private static final String CUTOFF = "2020-01-01";
  private static final int BALLAST = 900_000;
  private static final Path OTHER_FILE_SYSTEM = Path.of("/dev/shm");

  private final FixtureIndex index =
      FixtureIndex.start()
          .publish("2019-01-01T00:00:00Z", WheelFile.of("demo", "1.0").withBallast(BALLAST));
  private final DistributionFile wheel = index.files("demo").get(0).file();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void aFileThatMayGrowNoFurtherIsPassedOnAllTheSame() throws Exception {
    Path cache = folder.resolve("cache");
    try (var proxy =
        cached(cache).under(RequiredTool.onPath("prlimit"), "--fsize=" + BALLAST / 3).start()) {
      assertServes(proxy);
      assertThat(proxy.log()).contains("event=cache-unusable");
    }
    assertCleanAfterRestart(cache);
  }

  @Test
  void aFullDiskIsPassedByAndUsedAgainOnceThereIsRoom() throws Exception {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    Object[] onSmallDisk =
        Namespace.withMounts("mount -t tmpfs -o size=500k,mode=700 none \"$1\"", cache).toArray();

    try (var proxy = cached(cache).under(onSmallDisk).start()) {
      assertServes(proxy);
      assertServes(proxy);
    }
    assertCleanAfterRestart(cache);
  }

  @Test
  void aReadOnlyCacheServesWhatItHasAndPassesTheRestOn() throws Exception {
    Path cache = folder.resolve("cache");
    try (var proxy = cached(cache).start()) {
      assertServes(proxy);
    }
    index.publish("2019-01-01T00:00:00Z", WheelFile.of("late", "1.0").withBallast(BALLAST));
    setAll(cache, "r-xr-xr-x", "r--r--r--");
    int before = index.log().gets(wheel.filename()).size();
    try (var proxy = cached(cache).under(unprivileged()).start()) {
      assertServes(proxy);
      assertThat(index.log().gets(wheel.filename())).hasSize(before);
      DistributionFile late = index.files("late").get(0).file();
      URI link = ProjectPage.link(proxy.indexUrl(), "late", late.filename());
      assertThat(WebClient.get(link).body()).isEqualTo(late.content());
      assertThat(proxy.log()).contains("event=cache-unusable");
    } finally {
      setAll(cache, "rwxr-xr-x", "rw-r--r--");
    }
  }

  @Test
  void aCacheThatMayNotEvenBeReadIsPassedBy() throws Exception {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("---------"));
    try (var proxy = cached(cache).under(unprivileged()).start()) {
      assertServes(proxy);
      assertThat(proxy.log()).contains("event=cache-unusable");
    } finally {
      Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void aCacheThatVanishesIsMadeAgainOrPassedBy() throws Exception {
    Path cache = folder.resolve("cache");
    try (var proxy = cached(cache).start()) {
      assertServes(proxy);
      // At once: a deletion file by file can be overtaken by a page that is still being written.
      Path gone = Files.move(cache, folder.resolve("gone"));
      deleteAll(gone);
      assertServes(proxy);
      assertServes(proxy);
    }
  }

  @Test
  void anArtifactThatRotsIsFoundOutDroppedAndFetchedAgain() throws Exception {
    Path cache = folder.resolve("cache");
    try (var proxy = cached(cache).start()) {
      assertServes(proxy);
    }
    Path artifact = artifact(cache);
    byte[] rotten = wheel.content();
    rotten[rotten.length / 2] ^= 1;
    Files.write(artifact, rotten);

    try (var proxy = cached(cache).start()) {
      assertServes(proxy);
      assertThat(proxy.log()).contains("event=artifact-dropped");
    }
    assertThat(artifact).hasBinaryContent(wheel.content());
    assertThat(index.log().gets(wheel.filename())).hasSize(2);
  }

  @Test
  void aCacheOnAnotherFileSystemThanTheDestinationWillDo() throws Exception {
    if (!Files.isWritable(OTHER_FILE_SYSTEM)) {
      throw RequiredTool.missing("there is no second file system at " + OTHER_FILE_SYSTEM);
    }
    Path cache = Files.createTempDirectory(OTHER_FILE_SYSTEM, "pip-snapshot");
    try {
      String elsewhere = fetch(cache.resolve("cache"), folder.resolve("one")).hash();
      assertThat(elsewhere).isEqualTo(fetch(folder.resolve("cache"), folder.resolve("two")).hash());
    } finally {
      deleteAll(cache);
    }
  }

  private FetchProcess.Starter fetch(Path cache, Path dest) {
    return FetchProcess.from(index.url(), cache).date(CUTOFF).dest(dest).with("demo");
  }

  private ProxyProcess.Starter cached(Path cache) {
    return ProxyProcess.before(index.url(), cache).date(CUTOFF);
  }

  private void assertServes(ProxyProcess proxy) {
    URI link = ProjectPage.link(proxy.indexUrl(), "demo", wheel.filename());
    assertThat(WebClient.get(link).body()).isEqualTo(wheel.content());
  }

  private void assertCleanAfterRestart(Path cache) throws IOException {
    CacheCommandLine.run(cache, "verify").assertSucceeded();
    try (var proxy = cached(cache).start()) {
      assertServes(proxy);
    }
    assertThat(artifact(cache)).hasBinaryContent(wheel.content());
  }

  private Path artifact(Path cache) {
    String digest = wheel.sha256();
    return cache.resolve("artifacts-v1/sha256").resolve(digest.substring(0, 2)).resolve(digest);
  }

  /** Root may do everything, unless it gives that up. */
  private static Object[] unprivileged() {
    return new Object[] {
      RequiredTool.onPath("setpriv"), "--bounding-set=-all", "--inh-caps=-all", "--"
    };
  }

  private static void setAll(Path root, String ofDirectories, String ofFiles) throws IOException {
    for (Path path : parentsLast(root)) {
      String permissions = Files.isDirectory(path) ? ofDirectories : ofFiles;
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  private static void deleteAll(Path root) throws IOException {
    for (Path path : parentsLast(root)) {
      Files.deleteIfExists(path);
    }
  }

  private static List<Path> parentsLast(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
