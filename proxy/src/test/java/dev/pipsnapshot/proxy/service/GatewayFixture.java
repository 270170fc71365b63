package dev.pipsnapshot.proxy.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.Piece;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.flight.DiskCache;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import dev.pipsnapshot.proxy.route.Route;
import dev.pipsnapshot.proxy.route.ViewSelector;
import dev.pipsnapshot.proxy.service.gateway.SnapshotGateway;
import dev.pipsnapshot.proxy.upstream.Upstream;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A gateway before an index in memory that has one project, of two files. */
public final class GatewayFixture implements AutoCloseable {
  public static final Instant CUTOFF = Instant.parse("2021-05-01T00:00:00Z");
  public static final ProjectName DEMO = ProjectName.parse("demo");
  public static final ViewSelector CONFIGURED = new ViewSelector.Configured();
  public static final ViewSelector LIVE = new ViewSelector.Live();
  public static final String WHEEL = "demo-1.0-py3-none-any.whl";
  public static final URI WHEEL_URL = URI.create("https://files.example/a/" + WHEEL);
  static final String METADATA = "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n";

  public final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-01-01T00:00:00Z"));
  public final FakeIndexClient index = new FakeIndexClient(clock);
  public final FakeIndexClient reference = new FakeIndexClient(clock);
  public final FakeArtifactClient files = new FakeArtifactClient();
  public final List<ServedFile> served = new CopyOnWriteArrayList<>();
  public final byte[] wheel = wheel();
  public final Sha256 digest = sha256(wheel);
  public final ExecutorService workers = Executors.newFixedThreadPool(4);
  Path directory;
  public Duration patience = Duration.ofMinutes(1);
  public LinkTarget links = LinkTarget.PROXY;
  Upstreams upstreams =
      Upstreams.of(Upstream.parse(Upstream.DEFAULT_NAME, "https://index.example/simple/"));

  private Optional<DiskCache> latest = Optional.empty();

  /** One that keeps its cache in {@code directory}. */
  public GatewayFixture(Path directory) {
    this.directory = directory;
    index.pages.put("demo", page("2021-04-30T23:59:59.999999Z", ""));
    files.files.put(WHEEL_URL, wheel);
  }

  @Override
  public void close() {
    latest.ifPresent(DiskCache::close);
    workers.shutdownNow();
  }

  public SnapshotGateway gateway() {
    return gateway(Connectivity.ONLINE);
  }

  public SnapshotGateway gateway(Connectivity connectivity) {
    return gateway(connectivity, workers);
  }

  public SnapshotGateway gateway(Connectivity connectivity, Executor executor) {
    return gateway(Optional.of(SnapshotView.at(new Cutoff(CUTOFF))), connectivity, executor);
  }

  public SnapshotGateway gateway(
      Optional<SnapshotView> view, Connectivity connectivity, Executor executor) {
    // A gateway after another is one after a restart.
    latest.ifPresent(DiskCache::close);
    DiskCache cache = DiskCache.open(new CacheLayout(directory), workers, Runnable::run, clock);
    latest = Optional.of(cache);
    return new SnapshotGateway(
        view,
        links,
        new SnapshotGateway.Sources(
            upstreams, index, reference, project -> files, connectivity, patience),
        new SnapshotGateway.Stores(cache.artifacts(), cache.pages(), cache.metadata()),
        new ServingListener() {
          @Override
          public void served(ServedFile file) {
            served.add(file);
          }
        },
        () -> "",
        new SnapshotGateway.Threads(executor, executor),
        clock);
  }

  public String page(String uploadTime, String members) {
    String time = uploadTime.isEmpty() ? "" : ", \"upload-time\": \"" + uploadTime + "\"";
    String late = uploadTime.isEmpty() ? "" : ", \"upload-time\": \"2022-01-01T00:00:00Z\"";
    return "{\"meta\": {\"api-version\": \"1.1\"}, \"name\": \"demo\", \"versions\": [\"1.0\","
        + " \"2.0\"], \"files\": [{\"filename\": \""
        + WHEEL
        + "\", \"url\": \""
        + WHEEL_URL
        + "\", \"hashes\": {\"sha256\": \""
        + digest
        + "\"}, \"size\": "
        + wheel.length
        + time
        + members
        + "}, {\"filename\": \"demo-2.0.tar.gz\", \"url\":"
        + " \"https://files.example/demo-2.0.tar.gz\", \"hashes\": {\"md5\": \"00\"}, \"size\": 7"
        + late
        + "}]}";
  }

  String pageOfAnSdistWithMetadata() {
    return "{\"meta\": {\"api-version\": \"1.1\"}, \"name\": \"demo\", \"files\": [{\"filename\":"
        + " \"demo-2.0.tar.gz\", \"url\": \"https://files.example/demo-2.0.tar.gz\","
        + " \"hashes\": {\"sha256\": \""
        + digest
        + "\"}, \"core-metadata\": true, \"upload-time\": \"2020-01-01T00:00:00Z\"}]}";
  }

  Route.ArtifactMetadata metadataOfSdist() {
    return new Route.ArtifactMetadata(new ArtifactKey.ByContent(digest), "demo-2.0.tar.gz");
  }

  public Route.Artifact file() {
    return new Route.Artifact(new ArtifactKey.ByContent(digest), WHEEL);
  }

  Route.ArtifactMetadata metadata() {
    return new Route.ArtifactMetadata(new ArtifactKey.ByContent(digest), WHEEL);
  }

  public static Route.ProjectPage page(ViewSelector view) {
    return new Route.ProjectPage(view, DEMO);
  }

  public static Route.ProjectPage page(ViewSelector view, String project) {
    return new Route.ProjectPage(view, ProjectName.parse(project));
  }

  public static Request request(Route.Resource route, PageFormat format, boolean acceptsGzip) {
    return new Request(route, format, acceptsGzip, Optional.empty());
  }

  public static Reply ask(SnapshotGateway gateway, Route.Resource route) {
    return ask(gateway, request(route, PageFormat.JSON_V1, false));
  }

  public static Reply ask(SnapshotGateway gateway, Request request) {
    return gateway.answer(request).join();
  }

  public static String missing(Reply reply) {
    return ((Reply.Missing) reply).diagnostic().message();
  }

  public static String text(Reply reply) {
    assertThat(reply).isInstanceOf(Reply.Document.class);
    return UTF_8.decode(((Reply.Document) reply).body().duplicate()).toString();
  }

  public static String unzipped(Reply.Document document) {
    byte[] bytes = new byte[document.body().remaining()];
    document.body().duplicate().get(bytes);
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(gzip.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public static byte[] bytes(Reply.File file) {
    return bytes(file.feed());
  }

  public static byte[] bytes(BodyFeed body) {
    var bytes = new ByteArrayOutputStream();
    try (var feed = body) {
      for (Optional<Piece> piece = feed.next().join();
          piece.isPresent();
          piece = feed.next().join()) {
        bytes.writeBytes(content(piece.get()));
      }
    }
    return bytes.toByteArray();
  }

  static byte[] content(Piece piece) {
    ByteBuffer bytes = ByteBuffer.allocate((int) piece.length());
    if (piece instanceof Piece.OfFile part) {
      try {
        while (bytes.hasRemaining()) {
          part.channel().read(bytes, part.position() + bytes.position());
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    } else if (piece instanceof Piece.InMemory part) {
      bytes.put(part.bytes());
    }
    return bytes.array();
  }

  public static byte[] wheel() {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("demo-1.0.dist-info/METADATA"));
      zip.write(METADATA.getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  public static Sha256 sha256(byte[] bytes) {
    try {
      return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
