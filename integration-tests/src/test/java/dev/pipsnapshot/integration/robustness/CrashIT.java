package dev.pipsnapshot.integration.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.CacheCommandLine;
import dev.pipsnapshot.integration.support.FetchProcess;
import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at random moments of cold fetches: nothing wrong stays, and nothing is left. */
class CrashIT {
  private static final String UPLOADED = "2019-01-01T00:00:00Z";
  private static final String CUTOFF = "2020-01-01";
  private static final List<String> PROJECTS = List.of("app", "one", "two", "three", "four");
  private static final int BALLAST = 600_000;
  private static final int CLIENTS = 4;
  private static final Rounds ROUNDS = Rounds.few(3);

  private static FixtureIndex index;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    index =
        FixtureIndex.start()
            .publish(UPLOADED, WheelFile.of("app", "1.0").requires("one", "two", "three", "four"));
    for (String project : PROJECTS.subList(1, PROJECTS.size())) {
      index.publish(UPLOADED, WheelFile.of(project, "1.0").withBallast(BALLAST));
      index.breakFile(filename(project), Fault.dripping(4_000));
    }
  }

  @AfterAll
  static void stop() {
    index.close();
  }

  @Test
  void aKilledProxyLeavesNothingWrongAndTheNextNothingAtAll(TestReporter reporter)
      throws Exception {
    reporter.publishEntry(ROUNDS.toString());
    Random random = ROUNDS.random();
    Duration whole = coldFetch(folder.resolve("measured"));
    for (int round = 1; round <= ROUNDS.count(); round++) {
      Path cache = folder.resolve("cache-" + round);
      killWhileClientsFetch(cache, part(whole, random), random);

      CacheCommandLine.run(cache, "verify").assertSucceeded();
      try (var next = proxy(cache)) {
        assertThat(names(cache)).as(ROUNDS.of(round)).noneMatch(name -> name.endsWith(".tmp"));
        for (String project : PROJECTS) {
          assertThat(WebClient.get(link(next, project)).body())
              .as(ROUNDS.of(round))
              .isEqualTo(file(project).content());
        }
        assertThat(names(cache))
            .as(ROUNDS.of(round))
            .noneMatch(name -> name.endsWith(".partial") || name.endsWith(".tmp"));
      }
    }
  }

  @Test
  void aKilledFetchLeavesNoProcessAndTheNextGivesTheSameHash(TestReporter reporter)
      throws Exception {
    reporter.publishEntry(ROUNDS.toString());
    Random random = ROUNDS.random();
    long started = System.nanoTime();
    String expected = fetch(folder.resolve("measured")).hash();
    Duration whole = Duration.ofNanos(System.nanoTime() - started);
    for (int round = 1; round <= ROUNDS.count(); round++) {
      Path place = folder.resolve("place-" + round);
      try (var fetch = fetch(place).start()) {
        fetch.killAfter(part(whole, random));
      }
      FetchProcess.awaitEnd(processesThatMention(place));

      CacheCommandLine.run(place.resolve("cache"), "verify").assertSucceeded();
      FetchProcess.Starter again = fetch(place);
      boolean complete = Files.exists(place.resolve("out").resolve("dest"));
      if (complete) {
        again.with("--force");
      }
      assertThat(again.hash()).as(ROUNDS.of(round)).isEqualTo(expected);
      assertThat(place.resolve("out").toFile().list()).as(ROUNDS.of(round)).containsExactly("dest");
      assertThat(names(place.resolve("cache")))
          .as(ROUNDS.of(round))
          .noneMatch(name -> name.endsWith(".partial") || name.endsWith(".tmp"));
    }
  }

  private static void killWhileClientsFetch(Path cache, Duration moment, Random random)
      throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (var proxy = proxy(cache)) {
      for (int i = 0; i < CLIENTS; i++) {
        var order = new ArrayList<>(PROJECTS);
        Collections.shuffle(order, random);
        clients.execute(() -> fetchUntilItBreaks(proxy, order));
      }
      proxy.killAfter(moment);
    } finally {
      clients.shutdownNow();
      assertThat(clients.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  /** A proxy that is killed breaks connections; what came whole before must be right. */
  private static void fetchUntilItBreaks(ProxyProcess proxy, List<String> projects) {
    try {
      for (String project : projects) {
        var response = WebClient.get(link(proxy, project));
        assertThat(response.body()).isEqualTo(file(project).content());
      }
    } catch (UncheckedIOException | IllegalStateException broken) {
      return;
    }
  }

  private static Duration coldFetch(Path cache) throws IOException {
    try (var proxy = proxy(cache)) {
      long started = System.nanoTime();
      for (String project : PROJECTS) {
        WebClient.get(link(proxy, project));
      }
      return Duration.ofNanos(System.nanoTime() - started);
    }
  }

  private static Duration part(Duration whole, Random random) {
    return Duration.ofNanos((long) (whole.toNanos() * random.nextDouble()));
  }

  private static List<ProcessHandle> processesThatMention(Path place) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process.info().commandLine().filter(line -> line.contains(place + "/")).isPresent())
        .toList();
  }

  private static FetchProcess.Starter fetch(Path place) {
    return FetchProcess.from(index.url(), place.resolve("cache"))
        .date(CUTOFF)
        .dest(place.resolve("out").resolve("dest"))
        .with("app");
  }

  private static ProxyProcess proxy(Path cache) throws IOException {
    return ProxyProcess.before(index.url(), cache).date(CUTOFF).start();
  }

  private static URI link(ProxyProcess proxy, String project) {
    return ProjectPage.link(proxy.indexUrl(), project, filename(project));
  }

  private static DistributionFile file(String project) {
    return index.files(project).get(0).file();
  }

  private static String filename(String project) {
    return file(project).filename();
  }

  private static List<String> names(Path cache) throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
