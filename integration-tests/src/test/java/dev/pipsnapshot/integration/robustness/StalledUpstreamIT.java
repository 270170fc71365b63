package dev.pipsnapshot.integration.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Fault;
import dev.pipsnapshot.integration.support.http.Gate;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An upstream that stops, before its answer or in the middle, and keeps the connection. All rows
 * wait at once, because each lasts as long as an upstream may be silent.
 */
class StalledUpstreamIT {
  private static final String UPLOADED = "2019-01-01T00:00:00Z";
  private static final int BALLAST = 400_000;
  private static final int TIMEOUT_SECONDS = 5;
  private static final int NOT_YET = 504;

  private final FixtureIndex index = FixtureIndex.start();
  private final Gate never = new Gate();
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private ProxyProcess proxy;

  @BeforeEach
  void start(@TempDir Path cache) throws Exception {
    proxy =
        ProxyProcess.before(index.url(), cache)
            .date("2020-01-01")
            .with("--timeout", TIMEOUT_SECONDS)
            .start();
  }

  @AfterEach
  void stop() {
    clients.shutdownNow();
    never.close();
    proxy.close();
    index.close();
  }

  @Test
  void whatStallsOnceIsAskedForAgainAndComesWhole() {
    var files = new LinkedHashMap<DistributionFile, CompletableFuture<HttpResponse<byte[]>>>();
    var pages = new LinkedHashMap<DistributionFile, CompletableFuture<Void>>();
    faults(BALLAST)
        .forEach(
            (when, fault) -> {
              DistributionFile file = publish("file-" + when);
              URI link = ProjectPage.link(proxy.indexUrl(), file.project(), file.filename());
              index.breakFile(file.filename(), 1, fault);
              files.put(file, CompletableFuture.supplyAsync(() -> WebClient.get(link), clients));
            });
    faults(100)
        .forEach(
            (when, fault) -> {
              DistributionFile file = publish("page-" + when);
              index.breakPage(file.project(), 1, fault);
              pages.put(file, CompletableFuture.runAsync(() -> awaitPage(file), clients));
            });

    files.forEach(
        (file, response) -> {
          assertThat(response.join().body()).as(file.project()).isEqualTo(file.content());
          assertThat(index.log().gets(file.filename())).hasSizeGreaterThan(1);
        });
    pages.forEach(
        (file, page) -> {
          page.join();
          assertThat(ProjectPage.filesInJson(proxy.indexUrl(), file.project()))
              .containsExactly(Map.entry(file.filename(), file.sha256()));
          assertThat(index.log().gets("/simple/" + file.project() + "/")).hasSizeGreaterThan(1);
        });
  }

  private Map<String, Fault> faults(int length) {
    var faults = new LinkedHashMap<String, Fault>();
    faults.put("silent", Fault.silentUntil(never));
    faults.put("after-its-head", Fault.heldAfter(0, never));
    faults.put("in-the-middle", Fault.heldAfter(length / 2, never));
    return faults;
  }

  /** While upstream is silent, 504 says so, after a time. */
  private void awaitPage(DistributionFile file) {
    URI page = proxy.indexUrl().resolve(file.project() + "/");
    int status = NOT_YET;
    while (status == NOT_YET) {
      status = WebClient.getJson(page).statusCode();
    }
  }

  private DistributionFile publish(String project) {
    DistributionFile file = WheelFile.of(project, "1.0").withBallast(BALLAST).file();
    index.publish(UPLOADED, file);
    return file;
  }
}
