package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.DistributionFile;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What remains of an index without the index. */
class OfflineIT {
  private static final int SHA256_BYTES = 32;

  private final FixtureIndex index =
      FixtureIndex.start()
          .publish("2019-01-01T00:00:00Z", WheelFile.of("app", "1.0").requires("library"))
          .publish("2019-01-01T00:00:00Z", WheelFile.of("library", "1.0"))
          .publish("2019-01-01T00:00:00Z", WheelFile.of("seen", "1.0"))
          .publish("2019-01-01T00:00:00Z", WheelFile.of("unseen", "1.0"));

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void aWarmCacheIsEnoughAndWhatItLacksIsNamed() throws Exception {
    try (var proxy = before().start()) {
      download(proxy, "warming");
      WebClient.get(proxy.indexUrl().resolve("seen/"));
    }
    index.log().clear();

    try (var offline = before().with("--offline").start()) {
      download(offline, "offline");

      var unseen = WebClient.get(offline.indexUrl().resolve("unseen/"));
      assertThat(unseen.statusCode()).isEqualTo(504);
      assertThat(WebClient.text(unseen))
          .contains("the page of 'unseen' is not in the cache", "without --offline");
      var seen = index.files("seen").get(0).file();
      var file = WebClient.get(offline.resolve("files/" + seen.sha256() + "/" + seen.filename()));
      assertThat(file.statusCode()).isEqualTo(504);
      assertThat(WebClient.text(file)).contains("'" + seen.filename() + "' is not in the cache");
    }

    assertThat(index.log().lines()).isEmpty();
    assertThat(folder.resolve("offline").toFile().list())
        .containsExactlyInAnyOrder("app-1.0-py3-none-any.whl", "library-1.0-py3-none-any.whl");
  }

  @Test
  void anOldPageIsBetterThanNoneWhenUpstreamIsDown() throws Exception {
    try (var proxy = before().start()) {
      WebClient.get(proxy.indexUrl().resolve("app/"));
    }
    makePagesOlder();
    index.breakEverything(Fault.unavailable(3600));

    try (var proxy = before().start()) {
      assertThat(WebClient.get(proxy.indexUrl().resolve("app/")).statusCode()).isEqualTo(200);
      assertThat(proxy.log()).contains("upstream-down project=app");
    }
  }

  /**
   * Waiting until pages are no longer fresh would take minutes: changes date and digest in them.
   */
  private void makePagesOlder() throws IOException {
    String thisYear = Year.now(ZoneOffset.UTC) + "-";
    String lastYear = Year.now(ZoneOffset.UTC).minusYears(1) + "-";
    try (Stream<Path> files = Files.walk(folder.resolve("cache").resolve("pages-v1"))) {
      for (Path page : files.filter(Files::isRegularFile).toList()) {
        String older =
            Files.readString(page, StandardCharsets.ISO_8859_1)
                .substring(SHA256_BYTES)
                .replace(thisYear, lastYear);
        byte[] content = older.getBytes(StandardCharsets.ISO_8859_1);
        Files.write(page, HexFormat.of().parseHex(DistributionFile.sha256(content)));
        Files.write(page, content, StandardOpenOption.APPEND);
      }
    }
  }

  private ProxyProcess.Starter before() {
    return ProxyProcess.before(index.url(), folder.resolve("cache")).date("2020-01-01");
  }

  private void download(ProxyProcess proxy, String dest) {
    RealPip.of(RealPip.NEW)
        .download(proxy.indexUrl(), folder.resolve(dest), "app")
        .run()
        .assertSucceeded();
  }
}
