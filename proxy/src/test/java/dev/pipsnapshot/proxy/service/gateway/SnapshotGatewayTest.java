package dev.pipsnapshot.proxy.service.gateway;

import static dev.pipsnapshot.proxy.service.GatewayFixture.CONFIGURED;
import static dev.pipsnapshot.proxy.service.GatewayFixture.CUTOFF;
import static dev.pipsnapshot.proxy.service.GatewayFixture.DEMO;
import static dev.pipsnapshot.proxy.service.GatewayFixture.LIVE;
import static dev.pipsnapshot.proxy.service.GatewayFixture.WHEEL;
import static dev.pipsnapshot.proxy.service.GatewayFixture.WHEEL_URL;
import static dev.pipsnapshot.proxy.service.GatewayFixture.ask;
import static dev.pipsnapshot.proxy.service.GatewayFixture.bytes;
import static dev.pipsnapshot.proxy.service.GatewayFixture.missing;
import static dev.pipsnapshot.proxy.service.GatewayFixture.page;
import static dev.pipsnapshot.proxy.service.GatewayFixture.request;
import static dev.pipsnapshot.proxy.service.GatewayFixture.sha256;
import static dev.pipsnapshot.proxy.service.GatewayFixture.text;
import static dev.pipsnapshot.proxy.service.GatewayFixture.unzipped;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.cache.CachedBody;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.MissingTimePolicy;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.index.YankPolicy;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import dev.pipsnapshot.proxy.route.Route;
import dev.pipsnapshot.proxy.route.ViewSelector;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.FakeIndexClient;
import dev.pipsnapshot.proxy.service.GatewayFixture;
import dev.pipsnapshot.proxy.service.LinkTarget;
import dev.pipsnapshot.proxy.service.Reply;
import dev.pipsnapshot.proxy.service.Request;
import dev.pipsnapshot.proxy.service.RequestedRange;
import dev.pipsnapshot.proxy.service.ServedFile;
import dev.pipsnapshot.proxy.upstream.FetchedPage;
import dev.pipsnapshot.proxy.upstream.PageAnswer;
import dev.pipsnapshot.proxy.upstream.UpstreamFailures;
import dev.pipsnapshot.proxy.upstream.Validators;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotGatewayTest {
  private GatewayFixture demo;

  @BeforeEach
  void publish(@TempDir Path directory) {
    demo = new GatewayFixture(directory);
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void showsWhatWasUploadedBeforeTheCutoffAndHidesTheRest() {
    String page = text(ask(demo.gateway(), page(CONFIGURED)));

    assertThat(page).contains(WHEEL).doesNotContain("demo-2.0");
    assertThat(page).contains("\"../../files/" + demo.digest + "/" + WHEEL + "\"");
  }

  @Test
  void linksFromDatedAndLivePagesToTheSameFiles() {
    SnapshotGateway gateway = demo.gateway();
    var dated = new ViewSelector.At(new Cutoff(CUTOFF));

    assertThat(text(ask(gateway, page(dated)))).contains("\"../../../../files/" + demo.digest);
    assertThat(text(ask(gateway, page(new ViewSelector.Live()))))
        .contains("\"../../../files/" + demo.digest)
        .contains("demo-2.0")
        .contains("\"_url\":\"" + WHEEL_URL + "\"");
  }

  @Test
  void linksToTheFilesOfTheIndexItselfWhereItIsToldTo() {
    demo.links = LinkTarget.UPSTREAM;
    SnapshotGateway gateway = demo.gateway();
    var dated = new ViewSelector.At(new Cutoff(CUTOFF));
    Request html = request(page(CONFIGURED), PageFormat.HTML, false);

    assertThat(text(ask(gateway, page(dated)))).contains("\"url\":\"" + WHEEL_URL + "\"");
    assertThat(text(ask(gateway, html)))
        .contains("<a href=\"" + WHEEL_URL + "#sha256=" + demo.digest + "\"")
        .doesNotContain("demo-2.0");
    assertThat(text(ask(gateway, page(LIVE))))
        .contains("\"../../../files/" + demo.digest)
        .contains("\"_url\":\"" + WHEEL_URL + "\"");
  }

  @Test
  void linksPastAnotherPipSnapshotToTheIndexBehindIt() {
    demo.links = LinkTarget.UPSTREAM;
    demo.index.pages.put(
        "demo",
        demo.page(
            "2020-01-01T00:00:00Z", ", \"_url\": \"https://far.example/" + WHEEL + "?a&amp=1\""));
    SnapshotGateway gateway = demo.gateway();

    assertThat(text(ask(gateway, page(CONFIGURED))))
        .contains("\"url\":\"https://far.example/" + WHEEL + "?a&amp=1\"");
    assertThat(text(ask(gateway, request(page(CONFIGURED), PageFormat.HTML, false))))
        .contains("<a href=\"https://far.example/" + WHEEL + "?a&amp;amp=1#sha256=");
  }

  @Test
  void givesEachRepresentationAnEntityTagOfItsOwn() {
    SnapshotGateway gateway = demo.gateway();
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
    demo.index.pages.put("late", demo.page("2022-01-01T00:00:00Z", "").replace("demo", "late"));
    SnapshotGateway gateway = demo.gateway();

    assertThat(missing(ask(gateway, page(CONFIGURED, "nowhere"))))
        .contains("there is no project 'nowhere' at https://index.example/simple/");
    assertThat(missing(ask(gateway, page(CONFIGURED, "late"))))
        .contains("exists, but nothing of it was uploaded before the cutoff 2021-05-01T00:00:00Z");
  }

  @Test
  void refusesAPageWithoutUploadTimesAndSaysHowToGoOn() {
    demo.index.pages.put("demo", demo.page("", ""));

    var reply = (Reply.Failed) ask(demo.gateway(), page(CONFIGURED));

    assertThat(reply.cause()).isEqualTo(Reply.Cause.BAD_UPSTREAM);
    assertThat(reply.diagnostic().reference()).isEqualTo("missing-upload-time");
    assertThat(reply.diagnostic().hint().orElseThrow())
        .contains("--missing-upload-time-for demo=show", "--missing-upload-time hide");
  }

  @Test
  void doesWithTheUndatedFilesOfAProjectWhatItIsToldForThat() {
    demo.index.pages.put("demo", demo.page("", ""));
    demo.index.pages.put("other", demo.page("", "").replace("demo", "other"));
    SnapshotGateway gateway =
        demo.gateway(
            Optional.of(
                new SnapshotView(
                    Optional.of(new Cutoff(CUTOFF)),
                    Map.of(),
                    YankPolicy.HONOUR,
                    MissingTimePolicy.HIDE,
                    Map.of(DEMO, MissingTimePolicy.SHOW))),
            Connectivity.ONLINE,
            demo.workers);

    assertThat(text(ask(gateway, page(CONFIGURED)))).contains(WHEEL);
    assertThat(text(ask(gateway, page(new ViewSelector.At(new Cutoff(CUTOFF)))))).contains(WHEEL);
    assertThat(missing(ask(gateway, page(CONFIGURED, "other"))))
        .contains("'other' exists, but its index does not say when any file of it was uploaded");
  }

  @Test
  void takesUploadTimesFromTheLegacyJsonWherePagesHaveNone() {
    demo.index.pages.put("demo", demo.page("", ""));
    demo.index.legacy.put(
        "demo",
        "{\"releases\": {\"1.0\": [{\"filename\": \""
            + WHEEL
            + "\", \"upload_time_iso_8601\": \"2020-01-01T00:00:00Z\"}], \"2.0\": [{\"filename\":"
            + " \"demo-2.0.tar.gz\", \"upload_time_iso_8601\": \"2022-01-01T00:00:00Z\"}]}}");

    assertThat(text(ask(demo.gateway(), page(CONFIGURED))))
        .contains(WHEEL)
        .doesNotContain("demo-2.0");
    assertThat(demo.index.asked).containsExactly("page demo", "legacy demo");
  }

  @Test
  void leavesOutAFileWithAWrongMemberAndExplainsIt() {
    demo.index.pages.put(
        "demo",
        demo.page("2020-01-01T00:00:00Z", "").replace("\"size\": 7", "\"size\": \"seven\""));
    SnapshotGateway gateway = demo.gateway();

    assertThat(text(ask(gateway, page(LIVE)))).contains(WHEEL).doesNotContain("demo-2.0.tar");
    assertThat(text(ask(gateway, new Route.Explain(DEMO, Optional.empty()))))
        .contains("\"shown\":1,\"hidden\":1")
        .contains(
            "{\"filename\":\"demo-2.0.tar.gz\",\"upload-time\":null,\"shown\":false,"
                + "\"reason\":\"malformed\",\"sentence\":\"the index lists it in a way that cannot"
                + " be used: at /files/1/size, this is not a whole number\"}");
  }

  @Test
  void takesNoTimesFromALegacyAnswerThatIsNoneAndDoesNotKeepIt() {
    demo.index.pages.put("demo", demo.page("", ""));
    demo.index.legacy.put("demo", "{\"releases\": {\"1.0\": [{");
    var view =
        Optional.of(
            new SnapshotView(
                Optional.of(new Cutoff(CUTOFF)),
                Map.of(),
                YankPolicy.HONOUR,
                MissingTimePolicy.SHOW));

    assertThat(text(ask(demo.gateway(view, Connectivity.ONLINE, demo.workers), page(CONFIGURED))))
        .contains(WHEEL)
        .contains("demo-2.0");
    demo.index.asked.clear();
    ask(demo.gateway(view, Connectivity.ONLINE, demo.workers), page(CONFIGURED));
    assertThat(demo.index.asked).containsExactly("legacy demo");
  }

  @Test
  void takesAPageForPeopleForNoLegacyJson() {
    demo.index.pages.put("demo", demo.page("", ""));
    demo.index.legacy.put("demo", "<html>We could not find what you wanted.</html>");

    var reply = (Reply.Failed) ask(demo.gateway(), page(CONFIGURED));

    assertThat(reply.diagnostic().reference()).isEqualTo("missing-upload-time");
  }

  @Test
  void asksNoLegacyJsonWherePagesHaveAllTimes() {
    ask(demo.gateway(), page(CONFIGURED));
    assertThat(demo.index.asked).containsExactly("page demo");
  }

  @Test
  void asksUpstreamOnceForAllWhoWait() {
    var held = new CompletableFuture<PageAnswer>();
    demo.index.held = Optional.of(held);
    SnapshotGateway gateway = demo.gateway();
    List<CompletableFuture<Reply>> replies =
        List.of(
            gateway.answer(request(page(CONFIGURED), PageFormat.JSON_V1, false)),
            gateway.answer(request(page(CONFIGURED), PageFormat.HTML, false)),
            gateway.answer(request(page(new ViewSelector.Live()), PageFormat.JSON_V1, true)));

    held.complete(
        new PageAnswer.Fetched(demo.index.fetched(DEMO, demo.page("2020-01-01T00:00:00Z", ""))));

    assertThat(replies).allSatisfy(reply -> assertThat(reply.join()).isNotNull());
    assertThat(demo.index.asked).containsExactly("page demo");
  }

  @Test
  void asksAgainOnlyWhenThePageIsNoLongerFresh() {
    demo.index.entityTag = Optional.of("\"v1\"");
    SnapshotGateway gateway = demo.gateway();
    ask(gateway, page(CONFIGURED));
    demo.clock.advance(Duration.ofMinutes(9));
    ask(gateway, page(CONFIGURED));
    demo.clock.advance(Duration.ofMinutes(2));
    assertThat(text(ask(gateway, page(CONFIGURED)))).contains(WHEEL);
    demo.clock.advance(Duration.ofMinutes(9));
    ask(gateway, page(CONFIGURED));

    assertThat(demo.index.asked).containsExactly("page demo", "page demo\"v1\"");
  }

  @Test
  void goesOnWithAnOlderPageWhileUpstreamIsDown() {
    SnapshotGateway gateway = demo.gateway();
    ask(gateway, page(CONFIGURED));
    demo.clock.advance(Duration.ofDays(3));
    demo.index.failure = Optional.of(UpstreamFailures.unreachable());

    assertThat(text(ask(gateway, page(CONFIGURED)))).contains(WHEEL);
  }

  @Test
  void saysOnLivePagesOnlyWhenUpstreamWasAsked() {
    SnapshotGateway gateway = demo.gateway();
    Instant asked = demo.clock.instant();
    assertThat(((Reply.Document) ask(gateway, page(LIVE))).fetchedAt()).contains(asked);
    assertThat(((Reply.Document) ask(gateway, page(CONFIGURED))).fetchedAt()).isEmpty();
    demo.clock.advance(Duration.ofDays(3));
    demo.index.failure = Optional.of(UpstreamFailures.unreachable());

    assertThat(((Reply.Document) ask(gateway, page(LIVE))).fetchedAt()).contains(asked);
    demo.index.failure = Optional.empty();
    assertThat(((Reply.Document) ask(gateway, page(LIVE))).fetchedAt())
        .contains(demo.clock.instant());
  }

  @Test
  void countsNoPageThatUpstreamItselfGotBeforeTheCutoff() {
    demo.index.held =
        Optional.of(
            CompletableFuture.completedFuture(
                new PageAnswer.Fetched(
                    new FetchedPage(
                        URI.create("http://127.0.0.1/live/simple/demo/"),
                        FakeIndexClient.JSON,
                        demo.page("2020-01-01T00:00:00Z", "").getBytes(UTF_8),
                        CUTOFF.minusSeconds(1),
                        Validators.NONE))));

    var reply = (Reply.Failed) ask(demo.gateway(), page(CONFIGURED));

    assertThat(reply.cause()).isEqualTo(Reply.Cause.BAD_UPSTREAM);
    assertThat(reply.diagnostic().reference()).isEqualTo("upstream-outdated");
  }

  @Test
  void countsNoPageThatWasFetchedBeforeTheCutoff() {
    ask(demo.gateway(), page(CONFIGURED));
    demo.clock.advance(Duration.ofDays(3));
    demo.index.failure = Optional.of(UpstreamFailures.unreachable());
    var later = new ViewSelector.At(new Cutoff(demo.clock.instant()));

    var reply = (Reply.Failed) ask(demo.gateway(), page(later));

    assertThat(reply.diagnostic().reference()).isEqualTo("upstream-unreachable");
    assertThat(
            ((Reply.Failed) ask(demo.gateway(Connectivity.OFFLINE), page(later)))
                .diagnostic()
                .message())
        .contains("in the cache is from 2026-01-01T00:00:00Z, before the cutoff");
  }

  @Test
  void servesOfflineWhatIsThereAndNamesWhatIsNot() {
    ask(demo.gateway(), page(CONFIGURED));
    ask(demo.gateway(), demo.file());
    SnapshotGateway offline = demo.gateway(Connectivity.OFFLINE);

    assertThat(text(ask(offline, page(CONFIGURED)))).contains(WHEEL);
    assertThat(bytes((Reply.File) ask(offline, demo.file()))).isEqualTo(demo.wheel);
    assertThat(((Reply.Failed) ask(offline, page(CONFIGURED, "other"))).diagnostic().message())
        .isEqualTo("offline, and the page of 'other' is not in the cache");
  }

  @Test
  void keepsNoPageThatItCannotRead() {
    demo.index.pages.put("demo", "{\"files\": [");
    var reply = (Reply.Failed) ask(demo.gateway(), page(CONFIGURED));

    assertThat(reply.diagnostic().reference()).isEqualTo("malformed-page");
    assertThat(
            ((Reply.Failed) ask(demo.gateway(Connectivity.OFFLINE), page(CONFIGURED)))
                .diagnostic()
                .message())
        .contains("not in the cache");
  }

  @Test
  void servesListedFilesOnceFromUpstreamAndThenFromTheCacheAlsoAfterARestart() {
    SnapshotGateway gateway = demo.gateway();
    ask(gateway, page(CONFIGURED));
    assertThat(bytes((Reply.File) ask(gateway, demo.file()))).isEqualTo(demo.wheel);
    assertThat(bytes((Reply.File) ask(demo.gateway(), demo.file()))).isEqualTo(demo.wheel);

    assertThat(demo.files.asked).containsExactly("open " + WHEEL_URL);
    assertThat(demo.served)
        .extracting(ServedFile::servedFrom)
        .containsExactly(CachedBody.ServedFrom.NETWORK, CachedBody.ServedFrom.CACHE);
    assertThat(demo.served.get(0).originalUrl()).isEqualTo(WHEEL_URL);
  }

  @Test
  void findsTheFilesOfAProjectWhoseNameHasManyPartsAlsoAfterARestart() {
    String project = "odoo14-addon-ssi-l10n-id-taxform-bukti-potong-pph-1721-a1-operating-unit";
    String filename = project.replace('-', '_') + "-14.0.1.0.0-py3-none-any.whl";
    URI url = URI.create("https://files.example/a/" + filename);
    demo.index.pages.put(
        project,
        demo.page("2020-01-01T00:00:00Z", "")
            .replace(WHEEL, filename)
            .replace("\"demo\"", "\"" + project + "\""));
    demo.files.files.put(url, demo.wheel);
    ask(demo.gateway(), page(CONFIGURED, project));

    var file = new Route.Artifact(new ArtifactKey.ByContent(demo.digest), filename);
    assertThat(bytes((Reply.File) ask(demo.gateway(), file))).isEqualTo(demo.wheel);
  }

  @Test
  void servesTheSameBytesUnderEachNameThatAPageGivesThem() {
    String digest = "\"hashes\": {\"sha256\": \"" + demo.digest + "\"}";
    String entry = "{\"filename\": \"%s\", \"url\": \"" + WHEEL_URL + "\", " + digest + "}";
    List<String> names = List.of(WHEEL, "Demo-1.0.zip", "odd-1.0.zip", "Odd-1.0.zip");
    demo.index.pages.put(
        "demo",
        "{\"files\": [" + String.join(",", names.stream().map(entry::formatted).toList()) + "]}");
    SnapshotGateway gateway = demo.gateway();
    assertThat(text(ask(gateway, page(LIVE)))).contains(names);

    for (String name : names) {
      var file = new Route.Artifact(new ArtifactKey.ByContent(demo.digest), name);
      assertThat(bytes((Reply.File) ask(gateway, file))).as(name).isEqualTo(demo.wheel);
    }
  }

  @Test
  void servesNoFileThatNoPageLists() {
    ask(demo.gateway(), page(CONFIGURED));
    var other = new Route.Artifact(new ArtifactKey.ByContent(sha256(new byte[1])), WHEEL);
    var renamed = new Route.Artifact(new ArtifactKey.ByContent(demo.digest), "demo-1.0.tar.gz");

    assertThat(ask(demo.gateway(), other)).isInstanceOf(Reply.Missing.class);
    assertThat(ask(demo.gateway(), renamed)).isInstanceOf(Reply.Missing.class);
    assertThat(demo.files.asked).isEmpty();
  }

  @Test
  void givesAPartOfAFile() {
    SnapshotGateway gateway = demo.gateway();
    ask(gateway, page(CONFIGURED));
    var reply =
        (Reply.File)
            gateway
                .answer(
                    new Request(
                        demo.file(), PageFormat.HTML, false, RequestedRange.parse("bytes=2-5")))
                .join();

    assertThat(bytes(reply)).isEqualTo(Arrays.copyOfRange(demo.wheel, 2, 6));
    assertThat(reply.totalLength()).hasValue(demo.wheel.length);
  }

  @Test
  void tellsAClientInTimeThatUpstreamIsSlow() {
    demo.index.held = Optional.of(new CompletableFuture<>());
    demo.patience = Duration.ofMillis(1);

    var reply = (Reply.Failed) ask(demo.gateway(), page(CONFIGURED));
    assertThat(reply.cause()).isEqualTo(Reply.Cause.UPSTREAM_TIMEOUT);
    assertThat(reply.diagnostic().message()).contains("https://index.example/simple/", "demo");
  }

  @Test
  void explainsEachFile() {
    String explanation = text(ask(demo.gateway(), new Route.Explain(DEMO, Optional.empty())));
    assertThat(explanation)
        .contains("\"shown\":1,\"hidden\":1")
        .contains("uploaded 2022-01-01T00:00:00Z, not before the cutoff 2021-05-01T00:00:00Z");
  }

  @Test
  void linksFromTheListOfProjectsIntoTheSameView() {
    for (var view : List.of(CONFIGURED, new ViewSelector.At(new Cutoff(CUTOFF)))) {
      var list = (Reply.PassedThrough) ask(demo.gateway(), new Route.ProjectList(view));

      assertThat(new String(bytes(list.feed()), UTF_8)).contains("<a href=\"six/\">six</a>");
      assertThat(list.contentType()).isEqualTo(PageFormat.HTML.contentType());
    }
  }

  @Test
  void listsNothingInAViewWithoutADate() {
    for (var view : List.of(Optional.<SnapshotView>empty(), Optional.of(SnapshotView.LIVE))) {
      SnapshotGateway gateway = demo.gateway(view, Connectivity.ONLINE, demo.workers);

      assertThat(missing(ask(gateway, new Route.ProjectList(CONFIGURED))))
          .contains("started without --date");
      assertThat(missing(ask(gateway, page(CONFIGURED)))).contains("started without --date");
      assertThat(demo.index.asked).isEmpty();
    }
  }

  @Test
  void answersOverloadInsteadOfFailingWhenNoWorkerIsFree() {
    Executor full =
        task -> {
          throw new RejectedExecutionException("full");
        };
    var reply = (Reply.Failed) ask(demo.gateway(Connectivity.ONLINE, full), page(CONFIGURED));
    assertThat(reply.cause()).isEqualTo(Reply.Cause.OVERLOADED);
    assertThat(text(ask(demo.gateway(), page(CONFIGURED)))).contains(WHEEL);
  }
}
