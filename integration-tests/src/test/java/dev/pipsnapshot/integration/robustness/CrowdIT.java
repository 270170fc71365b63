package dev.pipsnapshot.integration.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.CacheCommandLine;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.upkeep.CacheInventory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many proxies and clients on one cache directory. */
class CrowdIT {
  private static final int PROXIES = Integer.getInteger("robustness.proxies", 3);
  private static final int CLIENTS = Integer.getInteger("robustness.clients", 8);
  private static final int PROJECTS = 6;
  private static final int BALLAST = 700_000;
  private static final Rounds ROUNDS = Rounds.few(2);

  private final FixtureIndex index = FixtureIndex.start();
  private final List<ProxyProcess> proxies = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @TempDir private Path cache;

  @BeforeEach
  void start() throws Exception {
    for (int i = 0; i < PROJECTS; i++) {
      index.publish("2019-01-01T00:00:00Z", WheelFile.of("demo" + i, "1.0").withBallast(BALLAST));
    }
    for (int i = 0; i < PROXIES; i++) {
      proxies.add(ProxyProcess.before(index.url(), cache).date("2020-01-01").start());
    }
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    proxies.forEach(ProxyProcess::close);
    index.close();
  }

  @Test
  void everyArtifactIsFetchedOnceHoweverManyAsk() throws Exception {
    await(clients(1, ROUNDS.random()));

    for (DistributionFile file : files()) {
      assertThat(index.log().gets(file.filename())).as(file.filename()).hasSize(1);
    }
    CacheCommandLine.run(cache, "verify").assertSucceeded();
  }

  @Test
  void noPruneTakesAByteAwayFromAClient() throws Exception {
    var inventory = new CacheInventory(new CacheLayout(cache));
    List<CompletableFuture<Void>> clients = clients(ROUNDS.count(), ROUNDS.random());
    long pruned = 0;
    while (clients.stream().anyMatch(client -> !client.isDone())) {
      pruned += inventory.removeDownTo(2L * BALLAST).files();
    }
    await(clients);

    assertThat(pruned).isPositive();
    CacheCommandLine.run(cache, "verify").assertSucceeded();
  }

  /** Each asks random proxies for all files, in an order of its own. */
  private List<CompletableFuture<Void>> clients(int times, Random random) {
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      long seed = random.nextLong();
      clients.add(CompletableFuture.runAsync(() -> fetchAll(times, new Random(seed)), threads));
    }
    return clients;
  }

  private void fetchAll(int times, Random random) {
    var order = new ArrayList<>(files());
    for (int time = 0; time < times; time++) {
      Collections.shuffle(order, random);
      for (DistributionFile file : order) {
        ProxyProcess proxy = proxies.get(random.nextInt(proxies.size()));
        var response =
            WebClient.get(ProjectPage.link(proxy.indexUrl(), file.project(), file.filename()));
        assertThat(response.statusCode()).as(WebClient.text(response)).isEqualTo(200);
        assertThat(response.body()).isEqualTo(file.content());
      }
    }
  }

  private static void await(List<CompletableFuture<Void>> clients) throws Exception {
    for (CompletableFuture<Void> client : clients) {
      client.get(5, TimeUnit.MINUTES);
    }
  }

  private List<DistributionFile> files() {
    List<DistributionFile> files = new ArrayList<>();
    for (int i = 0; i < PROJECTS; i++) {
      files.add(index.files("demo" + i).get(0).file());
    }
    return files;
  }
}
