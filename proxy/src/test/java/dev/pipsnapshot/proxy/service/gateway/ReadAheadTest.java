package dev.pipsnapshot.proxy.service.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.flight.DiskCache;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.InstallTarget;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectFile;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.index.ViewedProject;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import dev.pipsnapshot.proxy.route.Route;
import dev.pipsnapshot.proxy.route.ViewSelector;
import dev.pipsnapshot.proxy.service.AdjustableClock;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.FakeArtifactClient;
import dev.pipsnapshot.proxy.service.FakeIndexClient;
import dev.pipsnapshot.proxy.service.LinkTarget;
import dev.pipsnapshot.proxy.service.Reply;
import dev.pipsnapshot.proxy.service.Request;
import dev.pipsnapshot.proxy.service.ServedFile;
import dev.pipsnapshot.proxy.service.ServedPage;
import dev.pipsnapshot.proxy.service.ServingListener;
import dev.pipsnapshot.proxy.upstream.Upstream;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadAheadTest {
  private static final ProjectName DEMO = ProjectName.parse("demo");
  private static final InstallTarget TARGET = new InstallTarget(11, "linux_x86_64");
  private static final String SDIST = "demo-1.0.tar.gz";
  private static final String FOREIGN = "demo-1.0-cp311-cp311-win_amd64.whl";
  private static final URI SDIST_URL = URI.create("https://files.example/" + SDIST);
  private static final byte[] CONTENT = "an sdist".getBytes(UTF_8);
  private static final Sha256 DIGEST = Sha256.hash(CONTENT);

  @TempDir private Path directory;

  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final FakeIndexClient index = new FakeIndexClient(clock);
  private final FakeArtifactClient files = new FakeArtifactClient();
  private final List<Object> served = new CopyOnWriteArrayList<>();
  private final List<DiskCache> caches = new ArrayList<>();

  @BeforeEach
  void publish() {
    index.pages.put(
        "demo",
        "{\"meta\": {\"api-version\": \"1.1\"}, \"name\": \"demo\", \"files\": ["
            + file(SDIST)
            + ", "
            + file(FOREIGN)
            + "]}");
    files.files.put(SDIST_URL, CONTENT);
  }

  @AfterEach
  void stop() throws InterruptedException {
    // Pages are written a moment later, and workers may write too: the directory is deleted next.
    caches.forEach(DiskCache::close);
    workers.shutdownNow();
    assertThat(workers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void makesAPageReadyThatIsThenNotAskedForAgain() {
    SnapshotGateway gateway = gateway(Connectivity.ONLINE);

    gateway.readAhead().page(Optional.of(TARGET), DEMO, PageFormat.JSON_V1).join();
    assertThat(served).isEmpty();
    String page = page(gateway, new ViewSelector.For(TARGET));

    assertThat(page).contains("\"../../../../files/" + DIGEST).doesNotContain(FOREIGN);
    assertThat(served).hasSize(1);
    assertThat(index.asked).containsExactly("page demo");
  }

  @Test
  void leavesTheWholePageToOthers() {
    SnapshotGateway gateway = gateway(Connectivity.ONLINE);
    page(gateway, new ViewSelector.For(TARGET));

    assertThat(page(gateway, new ViewSelector.Configured())).contains(FOREIGN);
  }

  @Test
  void bringsAFileThatIsThenServedFromTheCache() {
    SnapshotGateway gateway = gateway(Connectivity.ONLINE);
    ProjectFile sdist = sdist(gateway);
    List<String> told = new CopyOnWriteArrayList<>();

    assertThat(gateway.readAhead().file(DEMO, sdist, () -> told.add("first")).join()).isTrue();
    assertThat(gateway.readAhead().file(DEMO, sdist, () -> told.add("second")).join()).isTrue();
    assertThat(told).containsExactly("first");
    assertThat(served).isEmpty();

    Reply reply = ask(gateway, new Route.Artifact(new ArtifactKey.ByContent(DIGEST), SDIST), true);
    assertThat(((Reply.File) reply).totalLength()).hasValue(CONTENT.length);
    assertThat(files.asked).containsExactly("open " + SDIST_URL);
  }

  @Test
  void asksNothingOfUpstreamOffline() {
    ProjectFile sdist = sdist(gateway(Connectivity.ONLINE));
    index.asked.clear();

    SnapshotGateway offline = gateway(Connectivity.OFFLINE);
    assertThat(offline.readAhead().file(DEMO, sdist, () -> served.add("download")).join())
        .isFalse();
    assertThat(served).isEmpty();
    assertThat(index.asked).isEmpty();
    assertThat(files.asked).isEmpty();
  }

  private SnapshotGateway gateway(Connectivity connectivity) {
    DiskCache cache = DiskCache.open(new CacheLayout(directory), workers, Runnable::run, clock);
    caches.add(cache);
    var upstreams =
        Upstreams.of(Upstream.parse(Upstream.DEFAULT_NAME, "https://index.example/simple/"));
    return new SnapshotGateway(
        Optional.of(SnapshotView.at(new Cutoff(Instant.parse("2021-05-01T00:00:00Z")))),
        LinkTarget.PROXY,
        new SnapshotGateway.Sources(
            upstreams, index, index, project -> files, connectivity, Duration.ofMinutes(1)),
        new SnapshotGateway.Stores(cache.artifacts(), cache.pages(), cache.metadata()),
        new ServingListener() {
          @Override
          public void served(ServedPage page) {
            served.add(page);
          }

          @Override
          public void served(ServedFile file) {
            served.add(file);
          }
        },
        () -> "",
        new SnapshotGateway.Threads(workers, workers),
        clock);
  }

  private static ProjectFile sdist(SnapshotGateway gateway) {
    var shown = (ViewedProject.Shown) gateway.viewed(DEMO).join().orElseThrow();
    return shown.detail().files().get(0);
  }

  private static String page(SnapshotGateway gateway, ViewSelector view) {
    var page = (Reply.Document) ask(gateway, new Route.ProjectPage(view, DEMO), false);
    ByteBuffer body = page.body().duplicate();
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    return new String(bytes, UTF_8);
  }

  private static Reply ask(SnapshotGateway gateway, Route.Resource route, boolean gzip) {
    return gateway.answer(new Request(route, PageFormat.JSON_V1, gzip, Optional.empty())).join();
  }

  private static String file(String filename) {
    return "{\"filename\": \""
        + filename
        + "\", \"url\": \"https://files.example/"
        + filename
        + "\", \"hashes\": {\"sha256\": \""
        + DIGEST
        + "\"}, \"size\": "
        + CONTENT.length
        + ", \"upload-time\": \"2020-01-01T00:00:00Z\"}";
  }
}
