package dev.pipsnapshot.proxy.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.body.Piece;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.DiskCache;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import dev.pipsnapshot.proxy.route.Route;
import dev.pipsnapshot.proxy.route.ViewSelector;
import dev.pipsnapshot.proxy.upstream.PageAnswer;
import dev.pipsnapshot.proxy.upstream.Upstream;
import dev.pipsnapshot.proxy.upstream.UpstreamFailures;
import dev.pipsnapshot.proxy.upstream.UpstreamPage;
import dev.pipsnapshot.proxy.upstream.Upstreams;
import dev.pipsnapshot.proxy.upstream.Validators;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotGatewayTest {
  private static final Instant CUTOFF = Instant.parse("2021-05-01T00:00:00Z");
  private static final ProjectName DEMO = ProjectName.parse("demo");
  private static final ViewSelector CONFIGURED = new ViewSelector.Configured();
  private static final ViewSelector LIVE = new ViewSelector.Live();
  private static final String WHEEL = "demo-1.0-py3-none-any.whl";
  private static final URI WHEEL_URL = URI.create("https://files.example/a/" + WHEEL);
  private static final String METADATA = "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n";

  @TempDir private Path directory;

  private final ExecutorService workers = Executors.newFixedThreadPool(4);
  private Duration patience = Duration.ofMinutes(1);
  private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final FakeIndexClient index = new FakeIndexClient(clock);
  private final FakeArtifactClient files = new FakeArtifactClient();
  private final List<ServedFile> served = new CopyOnWriteArrayList<>();
  private final byte[] wheel = wheel();
  private final Sha256 digest = sha256(wheel);

  @BeforeEach
  void publish() {
    index.pages.put("demo", page("2021-04-30T23:59:59.999999Z", ""));
    files.files.put(WHEEL_URL, wheel);
  }

  @AfterEach
  void stop() {
    workers.shutdownNow();
  }

  @Test
  void showsWhatWasUploadedBeforeTheCutoffAndHidesTheRest() {
    String page = text(ask(gateway(), page(CONFIGURED)));

    assertThat(page).contains(WHEEL).doesNotContain("demo-2.0");
    assertThat(page).contains("\"../../files/" + digest + "/" + WHEEL + "\"");
  }

  @Test
  void linksFromDatedAndLivePagesToTheSameFiles() {
    SnapshotGateway gateway = gateway();
    var dated = new ViewSelector.At(new Cutoff(CUTOFF));

    assertThat(text(ask(gateway, page(dated)))).contains("\"../../../../files/" + digest);
    assertThat(text(ask(gateway, page(new ViewSelector.Live()))))
        .contains("\"../../../files/" + digest)
        .contains("demo-2.0")
        .contains("\"_url\":\"" + WHEEL_URL + "\"");
  }

  @Test
  void givesEachRepresentationAnEntityTagOfItsOwn() {
    SnapshotGateway gateway = gateway();
    var json = (Reply.Document) ask(gateway, request(page(CONFIGURED), PageFormat.JSON_V1, false));
    var html = (Reply.Document) ask(gateway, request(page(CONFIGURED), PageFormat.HTML, false));
    var gzip = (Reply.Document) ask(gateway, request(page(CONFIGURED), PageFormat.JSON_V1, true));
    var again = (Reply.Document) ask(gateway, request(page(CONFIGURED), PageFormat.JSON_V1, false));

    assertThat(List.of(json, html, gzip).stream().map(Reply.Document::entityTag).distinct())
        .hasSize(3);
    assertThat(again.entityTag()).isEqualTo(json.entityTag());
    assertThat(gzip.coding()).contains("gzip");
    assertThat(unzipped(gzip)).isEqualTo(text(json));
  }

  @Test
  void saysWhetherAProjectIsUnknownOrOnlyNotThereYet() {
    index.pages.put("late", page("2022-01-01T00:00:00Z", "").replace("demo", "late"));
    SnapshotGateway gateway = gateway();

    assertThat(missing(ask(gateway, page(CONFIGURED, "nowhere"))))
        .contains("there is no project 'nowhere' at https://index.example/simple/");
    assertThat(missing(ask(gateway, page(CONFIGURED, "late"))))
        .contains("exists, but nothing of it was uploaded before the cutoff 2021-05-01T00:00:00Z");
  }

  @Test
  void refusesAPageWithoutUploadTimesAndSaysHowToGoOn() {
    index.pages.put("demo", page("", ""));

    var reply = (Reply.Failed) ask(gateway(), page(CONFIGURED));

    assertThat(reply.cause()).isEqualTo(Reply.Cause.BAD_UPSTREAM);
    assertThat(reply.diagnostic().reference()).isEqualTo("missing-upload-time");
    assertThat(reply.diagnostic().hint().orElseThrow()).contains("--missing-upload-time hide");
  }

  @Test
  void takesUploadTimesFromTheLegacyJsonWherePagesHaveNone() {
    index.pages.put("demo", page("", ""));
    index.legacy.put(
        "demo",
        "{\"releases\": {\"1.0\": [{\"filename\": \""
            + WHEEL
            + "\", \"upload_time_iso_8601\": \"2020-01-01T00:00:00Z\"}], \"2.0\": [{\"filename\":"
            + " \"demo-2.0.tar.gz\", \"upload_time_iso_8601\": \"2022-01-01T00:00:00Z\"}]}}");

    assertThat(text(ask(gateway(), page(CONFIGURED)))).contains(WHEEL).doesNotContain("demo-2.0");
    assertThat(index.asked).containsExactly("page demo", "legacy demo");
  }

  @Test
  void takesAPageForPeopleForNoLegacyJson() {
    index.pages.put("demo", page("", ""));
    index.legacy.put("demo", "<html>We could not find what you wanted.</html>");

    var reply = (Reply.Failed) ask(gateway(), page(CONFIGURED));

    assertThat(reply.diagnostic().reference()).isEqualTo("missing-upload-time");
  }

  @Test
  void asksNoLegacyJsonWherePagesHaveAllTimes() {
    ask(gateway(), page(CONFIGURED));
    assertThat(index.asked).containsExactly("page demo");
  }

  @Test
  void asksUpstreamOnceForAllWhoWait() {
    var held = new CompletableFuture<PageAnswer>();
    index.held = Optional.of(held);
    SnapshotGateway gateway = gateway();
    List<CompletableFuture<Reply>> replies =
        List.of(
            gateway.answer(request(page(CONFIGURED), PageFormat.JSON_V1, false)),
            gateway.answer(request(page(CONFIGURED), PageFormat.HTML, false)),
            gateway.answer(request(page(new ViewSelector.Live()), PageFormat.JSON_V1, true)));

    held.complete(new PageAnswer.Fetched(index.fetched(DEMO, page("2020-01-01T00:00:00Z", ""))));

    assertThat(replies).allSatisfy(reply -> assertThat(reply.join()).isNotNull());
    assertThat(index.asked).containsExactly("page demo");
  }

  @Test
  void asksAgainOnlyWhenThePageIsNoLongerFresh() {
    index.entityTag = Optional.of("\"v1\"");
    SnapshotGateway gateway = gateway();
    ask(gateway, page(CONFIGURED));
    clock.advance(Duration.ofMinutes(9));
    ask(gateway, page(CONFIGURED));
    clock.advance(Duration.ofMinutes(2));
    assertThat(text(ask(gateway, page(CONFIGURED)))).contains(WHEEL);
    clock.advance(Duration.ofMinutes(9));
    ask(gateway, page(CONFIGURED));

    assertThat(index.asked).containsExactly("page demo", "page demo\"v1\"");
  }

  @Test
  void goesOnWithAnOlderPageWhileUpstreamIsDown() {
    SnapshotGateway gateway = gateway();
    ask(gateway, page(CONFIGURED));
    clock.advance(Duration.ofDays(3));
    index.failure = Optional.of(UpstreamFailures.unreachable());

    assertThat(text(ask(gateway, page(CONFIGURED)))).contains(WHEEL);
  }

  @Test
  void saysOnLivePagesOnlyWhenUpstreamWasAsked() {
    SnapshotGateway gateway = gateway();
    Instant asked = clock.instant();
    assertThat(((Reply.Document) ask(gateway, page(LIVE))).fetchedAt()).contains(asked);
    assertThat(((Reply.Document) ask(gateway, page(CONFIGURED))).fetchedAt()).isEmpty();
    clock.advance(Duration.ofDays(3));
    index.failure = Optional.of(UpstreamFailures.unreachable());

    assertThat(((Reply.Document) ask(gateway, page(LIVE))).fetchedAt()).contains(asked);
    index.failure = Optional.empty();
    assertThat(((Reply.Document) ask(gateway, page(LIVE))).fetchedAt()).contains(clock.instant());
  }

  @Test
  void countsNoPageThatUpstreamItselfGotBeforeTheCutoff() {
    index.held =
        Optional.of(
            CompletableFuture.completedFuture(
                new PageAnswer.Fetched(
                    new UpstreamPage(
                        URI.create("http://127.0.0.1/live/simple/demo/"),
                        FakeIndexClient.JSON,
                        page("2020-01-01T00:00:00Z", "").getBytes(UTF_8),
                        CUTOFF.minusSeconds(1),
                        Validators.NONE))));

    var reply = (Reply.Failed) ask(gateway(), page(CONFIGURED));

    assertThat(reply.cause()).isEqualTo(Reply.Cause.BAD_UPSTREAM);
    assertThat(reply.diagnostic().reference()).isEqualTo("upstream-outdated");
  }

  @Test
  void countsNoPageThatWasFetchedBeforeTheCutoff() {
    ask(gateway(), page(CONFIGURED));
    clock.advance(Duration.ofDays(3));
    index.failure = Optional.of(UpstreamFailures.unreachable());
    var later = new ViewSelector.At(new Cutoff(clock.instant()));

    var reply = (Reply.Failed) ask(gateway(), page(later));

    assertThat(reply.diagnostic().reference()).isEqualTo("upstream-unreachable");
    assertThat(
            ((Reply.Failed) ask(gateway(Connectivity.OFFLINE), page(later))).diagnostic().message())
        .contains("in the cache is from 2026-01-01T00:00:00Z, before the cutoff");
  }

  @Test
  void servesOfflineWhatIsThereAndNamesWhatIsNot() {
    ask(gateway(), page(CONFIGURED));
    ask(gateway(), file());
    SnapshotGateway offline = gateway(Connectivity.OFFLINE);

    assertThat(text(ask(offline, page(CONFIGURED)))).contains(WHEEL);
    assertThat(bytes((Reply.File) ask(offline, file()))).isEqualTo(wheel);
    assertThat(((Reply.Failed) ask(offline, page(CONFIGURED, "other"))).diagnostic().message())
        .isEqualTo("offline, and the page of 'other' is not in the cache");
  }

  @Test
  void keepsNoPageThatItCannotRead() {
    index.pages.put("demo", "{\"files\": [");
    var reply = (Reply.Failed) ask(gateway(), page(CONFIGURED));

    assertThat(reply.diagnostic().reference()).isEqualTo("malformed-page");
    assertThat(
            ((Reply.Failed) ask(gateway(Connectivity.OFFLINE), page(CONFIGURED)))
                .diagnostic()
                .message())
        .contains("not in the cache");
  }

  @Test
  void servesListedFilesOnceFromUpstreamAndThenFromTheCacheAlsoAfterARestart() {
    SnapshotGateway gateway = gateway();
    ask(gateway, page(CONFIGURED));
    assertThat(bytes((Reply.File) ask(gateway, file()))).isEqualTo(wheel);
    assertThat(bytes((Reply.File) ask(gateway(), file()))).isEqualTo(wheel);

    assertThat(files.asked).containsExactly("open " + WHEEL_URL);
    assertThat(served)
        .extracting(ServedFile::origin)
        .containsExactly(ServedFile.Origin.NETWORK, ServedFile.Origin.CACHE);
    assertThat(served.get(0).originalUrl()).isEqualTo(WHEEL_URL);
  }

  @Test
  void servesNoFileThatNoPageLists() {
    ask(gateway(), page(CONFIGURED));
    var other = new Route.Artifact(new ArtifactKey.ByContent(sha256(new byte[1])), WHEEL);
    var renamed = new Route.Artifact(new ArtifactKey.ByContent(digest), "demo-1.0.tar.gz");

    assertThat(ask(gateway(), other)).isInstanceOf(Reply.Missing.class);
    assertThat(ask(gateway(), renamed)).isInstanceOf(Reply.Missing.class);
    assertThat(files.asked).isEmpty();
  }

  @Test
  void givesAPartOfAFile() {
    SnapshotGateway gateway = gateway();
    ask(gateway, page(CONFIGURED));
    var reply =
        (Reply.File)
            gateway
                .answer(new Request(file(), PageFormat.HTML, false, Optional.of("bytes=2-5")))
                .join();

    assertThat(bytes(reply)).isEqualTo(Arrays.copyOfRange(wheel, 2, 6));
    assertThat(reply.totalLength()).hasValue(wheel.length);
  }

  @Test
  void passesUpstreamsMetadataOnByteForByte() {
    index.pages.put("demo", page("2020-01-01T00:00:00Z", ", \"core-metadata\": true"));
    files.metadata.put(URI.create(WHEEL_URL + ".metadata"), "as it came".getBytes(UTF_8));
    SnapshotGateway gateway = gateway();
    ask(gateway, page(CONFIGURED));

    assertThat(text(ask(gateway, metadata()))).isEqualTo("as it came");
    assertThat(text(ask(gateway, metadata()))).isEqualTo("as it came");
    assertThat(files.asked).containsExactly("metadata " + WHEEL_URL + ".metadata");
  }

  @Test
  void takesMetadataOutOfTheWheelWhereUpstreamPromisedItInVain() {
    index.pages.put("demo", page("2020-01-01T00:00:00Z", ", \"core-metadata\": true"));
    SnapshotGateway gateway = gateway();
    ask(gateway, page(CONFIGURED));

    assertThat(text(ask(gateway, metadata()))).isEqualTo(METADATA);
    assertThat(files.asked)
        .containsExactly("metadata " + WHEEL_URL + ".metadata", "range " + WHEEL_URL);
  }

  @Test
  void takesMetadataOutOfTheWholeWheelWhereItsHostDoesNotServeEnoughParts() {
    files.longestTail = 100;
    SnapshotGateway gateway = gateway();
    ask(gateway, page(CONFIGURED));

    assertThat(text(ask(gateway, metadata()))).isEqualTo(METADATA);
    assertThat(files.asked)
        .containsExactly("range " + WHEEL_URL, "range " + WHEEL_URL, "open " + WHEEL_URL);
  }

  @Test
  void saysThatItNeedsTheCacheForThatIfThatKeepsNoFiles() throws IOException {
    files.longestTail = 100;
    directory = Files.createFile(directory.resolve("file")).resolve("cache");
    SnapshotGateway gateway = gateway();
    ask(gateway, page(CONFIGURED));

    var reply = (Reply.Failed) ask(gateway, metadata());

    assertThat(reply.diagnostic().reference()).isEqualTo("cache-keeps-no-files");
  }

  @Test
  void passesOnWhatUpstreamPromisesOfAnSdist() {
    index.pages.put("demo", pageOfAnSdistWithMetadata());
    files.metadata.put(
        URI.create("https://files.example/demo-2.0.tar.gz.metadata"), METADATA.getBytes(UTF_8));
    SnapshotGateway gateway = gateway();
    ask(gateway, page(CONFIGURED));

    assertThat(text(ask(gateway, metadataOfSdist()))).isEqualTo(METADATA);
  }

  @Test
  void promisesNoMetadataOfAnSdistAnyMoreOnceItWasNotThere() {
    index.pages.put("demo", pageOfAnSdistWithMetadata());
    SnapshotGateway gateway = gateway();
    assertThat(text(ask(gateway, page(CONFIGURED)))).contains("core-metadata");

    assertThat(missing(ask(gateway, metadataOfSdist()))).contains("its page promises");

    assertThat(text(ask(gateway, page(CONFIGURED)))).doesNotContain("core-metadata");
  }

  @Test
  void trustsNoMetadataThatDiffersFromItsDigest() {
    index.pages.put(
        "demo",
        page(
            "2020-01-01T00:00:00Z",
            ", \"core-metadata\": {\"sha256\": \"" + sha256(METADATA.getBytes(UTF_8)) + "\"}"));
    files.metadata.put(URI.create(WHEEL_URL + ".metadata"), "forged".getBytes(UTF_8));
    SnapshotGateway gateway = gateway();
    ask(gateway, page(CONFIGURED));

    assertThat(text(ask(gateway, metadata()))).isEqualTo(METADATA);
  }

  @Test
  void stopsAdvertisingMetadataThatIsNotWhatThePageSays() {
    index.pages.put(
        "demo",
        page(
            "2020-01-01T00:00:00Z",
            ", \"core-metadata\": {\"sha256\": \"" + "0".repeat(64) + "\"}"));
    SnapshotGateway gateway = gateway();
    assertThat(text(ask(gateway, page(CONFIGURED)))).contains("core-metadata");

    assertThat(text(ask(gateway, metadata()))).isEqualTo(METADATA);

    assertThat(text(ask(gateway, page(CONFIGURED))))
        .contains(WHEEL)
        .doesNotContain("core-metadata");
  }

  @Test
  void tellsAClientInTimeThatUpstreamIsSlow() {
    index.held = Optional.of(new CompletableFuture<>());
    patience = Duration.ofMillis(1);

    var reply = (Reply.Failed) ask(gateway(), page(CONFIGURED));
    assertThat(reply.cause()).isEqualTo(Reply.Cause.UPSTREAM_TIMEOUT);
    assertThat(reply.diagnostic().message()).contains("https://index.example/simple/", "demo");
  }

  @Test
  void explainsEachFile() {
    String explanation = text(ask(gateway(), new Route.Explain(DEMO, Optional.empty())));
    assertThat(explanation)
        .contains("\"shown\":1,\"hidden\":1")
        .contains("uploaded 2022-01-01T00:00:00Z, not before the cutoff 2021-05-01T00:00:00Z");
  }

  @Test
  void answersOverloadInsteadOfFailingWhenNoWorkerIsFree() {
    Executor full =
        task -> {
          throw new RejectedExecutionException("full");
        };
    var reply = (Reply.Failed) ask(gateway(Connectivity.ONLINE, full), page(CONFIGURED));
    assertThat(reply.cause()).isEqualTo(Reply.Cause.OVERLOADED);
    assertThat(text(ask(gateway(), page(CONFIGURED)))).contains(WHEEL);
  }

  private SnapshotGateway gateway() {
    return gateway(Connectivity.ONLINE);
  }

  private SnapshotGateway gateway(Connectivity connectivity) {
    return gateway(connectivity, workers);
  }

  private SnapshotGateway gateway(Connectivity connectivity, Executor executor) {
    DiskCache cache = DiskCache.open(new CacheLayout(directory), workers, Runnable::run, clock);
    var upstreams =
        Upstreams.of(Upstream.parse(Upstream.DEFAULT_NAME, "https://index.example/simple/"));
    return new SnapshotGateway(
        Optional.of(SnapshotView.at(new Cutoff(CUTOFF))),
        new SnapshotGateway.Sources(upstreams, index, project -> files, connectivity, patience),
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

  private String page(String uploadTime, String members) {
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

  private String pageOfAnSdistWithMetadata() {
    return "{\"meta\": {\"api-version\": \"1.1\"}, \"name\": \"demo\", \"files\": [{\"filename\":"
        + " \"demo-2.0.tar.gz\", \"url\": \"https://files.example/demo-2.0.tar.gz\","
        + " \"hashes\": {\"sha256\": \""
        + digest
        + "\"}, \"core-metadata\": true, \"upload-time\": \"2020-01-01T00:00:00Z\"}]}";
  }

  private Route.ArtifactMetadata metadataOfSdist() {
    return new Route.ArtifactMetadata(new ArtifactKey.ByContent(digest), "demo-2.0.tar.gz");
  }

  private Route.Artifact file() {
    return new Route.Artifact(new ArtifactKey.ByContent(digest), WHEEL);
  }

  private Route.ArtifactMetadata metadata() {
    return new Route.ArtifactMetadata(new ArtifactKey.ByContent(digest), WHEEL);
  }

  private static Route.ProjectPage page(ViewSelector view) {
    return new Route.ProjectPage(view, DEMO);
  }

  private static Route.ProjectPage page(ViewSelector view, String project) {
    return new Route.ProjectPage(view, ProjectName.parse(project));
  }

  private static Request request(Route route, PageFormat format, boolean acceptsGzip) {
    return new Request(route, format, acceptsGzip, Optional.empty());
  }

  private static Reply ask(SnapshotGateway gateway, Route route) {
    return ask(gateway, request(route, PageFormat.JSON_V1, false));
  }

  private static Reply ask(SnapshotGateway gateway, Request request) {
    return gateway.answer(request).join();
  }

  private static String missing(Reply reply) {
    return ((Reply.Missing) reply).diagnostic().message();
  }

  private static String text(Reply reply) {
    assertThat(reply).isInstanceOf(Reply.Document.class);
    return UTF_8.decode(((Reply.Document) reply).body().duplicate()).toString();
  }

  private static String unzipped(Reply.Document document) {
    byte[] bytes = new byte[document.body().remaining()];
    document.body().duplicate().get(bytes);
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(gzip.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(Reply.File file) {
    var bytes = new ByteArrayOutputStream();
    try (var feed = file.feed()) {
      for (Optional<Piece> piece = feed.next().join();
          piece.isPresent();
          piece = feed.next().join()) {
        bytes.writeBytes(content(piece.get()));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] content(Piece piece) {
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

  private static byte[] wheel() {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("demo-1.0.dist-info/METADATA"));
      zip.write(METADATA.getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static Sha256 sha256(byte[] bytes) {
    try {
      return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
