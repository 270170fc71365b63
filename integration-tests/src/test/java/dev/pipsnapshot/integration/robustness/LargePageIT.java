package dev.pipsnapshot.integration.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Pages of more files than any project has, asked for by several clients at once. */
class LargePageIT {
  private static final int FILES = Integer.getInteger("robustness.files", 100_000);
  private static final int PROJECTS = Integer.getInteger("robustness.projects", 2);
  private static final int CLIENTS = 2;
  private static final long RESIDENT_MEBIBYTES = 500;
  private static final List<Map<String, String>> REPRESENTATIONS =
      List.of(
          Map.of("Accept", "application/vnd.pypi.simple.v1+json"),
          Map.of("Accept", "application/vnd.pypi.simple.v1+json", "Accept-Encoding", "gzip"),
          Map.of("Accept", "text/html", "Accept-Encoding", "gzip"));

  private final FixtureIndex index =
      FixtureIndex.start().publish("2019-01-01T00:00:00Z", WheelFile.of("small", "1.0"));
  private ProxyProcess proxy;

  private record Asked(int project, int representation) {}

  @BeforeEach
  void start(@TempDir Path cache) throws IOException {
    for (int i = 0; i < PROJECTS; i++) {
      String project = "large" + i;
      index
          .publish("2019-01-01T00:00:00Z", WheelFile.of(project, "1.0"))
          .breakPage(project, answer -> Answer.ok("application/json", page(project)));
    }
    proxy =
        ProxyProcess.before(index.url(), cache)
            .date("2020-01-01")
            .with("--timeout", "300")
            .withMemoryOfLauncher()
            .start();
  }

  @AfterEach
  void stop() {
    proxy.close();
    index.close();
  }

  @Test
  void areServedToAllWithoutDelayToSmallOnes(TestReporter reporter) throws IOException {
    Map<Asked, List<CompletableFuture<HttpResponse<byte[]>>>> answers =
        IntStream.range(0, PROJECTS * REPRESENTATIONS.size())
            .mapToObj(i -> new Asked(i % PROJECTS, i / PROJECTS))
            .collect(Collectors.toMap(asked -> asked, this::askedAtOnce));

    assertThat(ProjectPage.filesInJson(proxy.indexUrl(), "small")).hasSize(1);
    long waiting =
        answers.values().stream().flatMap(List::stream).filter(one -> !one.isDone()).count();
    assertThat(waiting).as("large pages that a small one overtook").isPositive();

    answers.forEach((asked, ofAll) -> assertEqualAndRight(asked, ofAll));
    long resident = proxy.residentKibibytes() / 1024;
    reporter.publishEntry("resident MiB", Long.toString(resident));
    assertThat(resident).isLessThan(RESIDENT_MEBIBYTES);
    assertThat(proxy.log()).doesNotContain("OutOfMemory");
    assertThat(index.log().gets("/simple/large0/")).hasSize(1);
  }

  private List<CompletableFuture<HttpResponse<byte[]>>> askedAtOnce(Asked asked) {
    URI page = proxy.indexUrl().resolve("large" + asked.project() + "/");
    var answers = new ArrayList<CompletableFuture<HttpResponse<byte[]>>>();
    for (int i = 0; i < CLIENTS; i++) {
      answers.add(WebClient.begin(page, REPRESENTATIONS.get(asked.representation())));
    }
    return answers;
  }

  private static void assertEqualAndRight(
      Asked asked, List<CompletableFuture<HttpResponse<byte[]>>> answers) {
    HttpResponse<byte[]> first = answers.get(0).join();
    assertThat(first.statusCode()).as("%s: %s", asked, begin(first)).isEqualTo(200);
    for (CompletableFuture<HttpResponse<byte[]>> other : answers) {
      assertThat(other.join().statusCode()).isEqualTo(200);
      assertThat(Arrays.equals(other.join().body(), first.body())).as("%s", asked).isTrue();
    }
    String page = new String(WebClient.unpacked(first), StandardCharsets.UTF_8);
    assertThat(page.lines().filter(line -> line.contains("-py3-none-any.whl"))).hasSize(FILES);
  }

  private static String begin(HttpResponse<byte[]> response) {
    String text = WebClient.text(response);
    return text.substring(0, Math.min(500, text.length()));
  }

  private static byte[] page(String project) {
    var page = new StringBuilder(FILES * 320);
    page.append("{\"meta\":{\"api-version\":\"1.1\"},\"name\":\"").append(project);
    page.append("\",\"versions\":[");
    for (int i = 0; i < FILES; i++) {
      page.append(i == 0 ? "\"1." : ",\"1.").append(i).append('"');
    }
    page.append("],\"files\":[");
    for (int i = 0; i < FILES; i++) {
      String name = project + "-1." + i + "-py3-none-any.whl";
      String digest = HexFormat.of().toHexDigits(i * 0x9e3779b97f4a7c15L).repeat(4);
      page.append(i == 0 ? "" : ",").append("{\"filename\":\"").append(name);
      page.append("\",\"url\":\"https://files.example/packages/")
          .append(i)
          .append('/')
          .append(name);
      page.append("\",\"hashes\":{\"sha256\":\"").append(digest);
      page.append("\"},\"size\":1000,\"upload-time\":\"2019-01-01T00:00:00Z\"");
      page.append(",\"requires-python\":\">=3.7\",\"yanked\":false}");
    }
    return page.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
  }
}
