package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.ExternalCommand;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.PublishedFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Fault;
import dev.pipsnapshot.integration.support.http.Gate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two proxies that know nothing of each other but the directory they share. */
class SharedColdCacheIT {
  private static final String UPLOADED = "2019-01-01T00:00:00Z";
  private static final String SLOW = "slow-1.0-py3-none-any.whl";
  private static final int BALLAST = 3_000_000;

  private final FixtureIndex index =
      FixtureIndex.start()
          .publish(UPLOADED, WheelFile.of("app", "1.0").requires("slow", "left", "right"))
          .publish(UPLOADED, WheelFile.of("slow", "1.0").withBallast(BALLAST))
          .publish(UPLOADED, WheelFile.of("left", "1.0").withBallast(300_000).requires("base"))
          .publish(UPLOADED, WheelFile.of("right", "1.0").withBallast(10).requires("base"))
          .publish(UPLOADED, WheelFile.of("base", "1.0").withBallast(100_000));

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void fourPipsAtTwoProxiesTakeEveryFileFromUpstreamOnce() throws Exception {
    try (var gate = new Gate();
        var one = start();
        var other = start()) {
      index.breakFile(SLOW, Fault.heldAfter(BALLAST / 2, gate));
      Map<Path, Process> pips = new LinkedHashMap<>();
      for (ProxyProcess proxy : List.of(one, other, one, other)) {
        Path dest = folder.resolve("dest-" + pips.size());
        pips.put(dest, download(proxy, dest).start(out(dest), err(dest)));
      }
      gate.awaitReached();
      awaitAllAtWork(pips);
      gate.open();

      for (var pip : pips.entrySet()) {
        assertThat(pip.getValue().waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(pip.getValue().exitValue())
            .as(Files.readString(out(pip.getKey())) + Files.readString(err(pip.getKey())))
            .isZero();
        assertThat(digests(pip.getKey())).containsExactlyInAnyOrderElementsOf(published());
      }
    }

    for (DistributionFile file : files()) {
      assertThat(index.log().gets(file.filename())).as(file.filename()).hasSize(1);
      assertThat(index.log().bytesOf(file.filename())).isEqualTo(file.size());
    }
  }

  /** Until each pip has taken a file and heard of the slow one. */
  private static void awaitAllAtWork(Map<Path, Process> pips) throws Exception {
    for (var pip : pips.entrySet()) {
      while (!Files.readString(out(pip.getKey())).contains("Downloading")
          || !Files.readString(out(pip.getKey())).contains("slow")) {
        assertThat(pip.getValue().isAlive()).as(Files.readString(err(pip.getKey()))).isTrue();
        pip.getValue().waitFor(50, TimeUnit.MILLISECONDS);
      }
    }
  }

  private ProxyProcess start() throws Exception {
    return ProxyProcess.before(index.url(), folder.resolve("cache")).date("2020-01-01").start();
  }

  private static ExternalCommand download(ProxyProcess proxy, Path dest) {
    return RealPip.of(RealPip.NEW)
        .download(proxy.indexUrl(), dest, "--progress-bar", "off", "--timeout", "120", "app")
        .env("PYTHONUNBUFFERED", "1");
  }

  private List<DistributionFile> files() {
    List<DistributionFile> files = new ArrayList<>();
    for (String project : List.of("app", "slow", "left", "right", "base")) {
      index.files(project).stream().map(PublishedFile::file).forEach(files::add);
    }
    return files;
  }

  private List<String> published() {
    return files().stream().map(DistributionFile::sha256).toList();
  }

  private static List<String> digests(Path dest) throws Exception {
    List<String> digests = new ArrayList<>();
    try (var files = Files.newDirectoryStream(dest)) {
      for (Path file : files) {
        digests.add(DistributionFile.sha256(Files.readAllBytes(file)));
      }
    }
    return digests;
  }

  private static Path out(Path dest) {
    return dest.resolveSibling(dest.getFileName() + ".out");
  }

  private static Path err(Path dest) {
    return dest.resolveSibling(dest.getFileName() + ".err");
  }
}
