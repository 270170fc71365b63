package dev.pipsnapshot.integration.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProjectPage;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Answer;
import dev.pipsnapshot.integration.support.http.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pages made to exhaust whoever reads them, before a proxy with no more memory than its launcher
 * gives it: each is refused with a reason, and the next client is served as ever.
 */
class HostilePageIT {
  private static final String JSON = "application/vnd.pypi.simple.v1+json";
  private static final String HTML = "text/html";
  private static final int MEBIBYTE = 1 << 20;
  private static final int LIMIT = 64 * MEBIBYTE;
  private static final long RESIDENT_MEBIBYTES = 400;

  private static FixtureIndex index;
  private static ProxyProcess proxy;

  record Row(String name, Fault fault, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start(@TempDir Path cache) throws Exception {
    index =
        FixtureIndex.start()
            .publish("2019-01-01T00:00:00Z", WheelFile.of("hostile", "1.0"))
            .publish("2019-01-01T00:00:00Z", WheelFile.of("honest", "1.0"));
    proxy =
        ProxyProcess.before(index.url(), cache).date("2020-01-01").withMemoryOfLauncher().start();
  }

  @AfterAll
  static void stop() {
    proxy.close();
    index.close();
  }

  @AfterEach
  void heal() {
    index.heal();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void isRefusedWithAReasonAndHarmsNobodyElse(Row row) throws IOException {
    index.breakPage("hostile", row.fault());

    HttpResponse<byte[]> refused = WebClient.get(proxy.indexUrl().resolve("hostile/"));

    assertThat(refused.statusCode()).as(WebClient.text(refused)).isEqualTo(502);
    assertThat(WebClient.text(refused)).contains(index.url() + "hostile/", row.reason());
    assertThat(proxy.residentKibibytes() / 1024).isLessThan(RESIDENT_MEBIBYTES);
    assertThat(ProjectPage.filesInJson(proxy.indexUrl(), "honest")).hasSize(1);
  }

  static Stream<Row> pages() throws IOException {
    byte[] tooLong = new byte[LIMIT + 1];
    Arrays.fill(tooLong, (byte) ' ');
    return Stream.of(
        new Row("longer than it may be", page(JSON, tooLong), "longer than " + LIMIT + " bytes"),
        new Row(
            "longer than it may be, without saying so",
            answer -> Fault.cutWithoutLengthAfter(tooLong.length).applyTo(Answer.ok(HTML, tooLong)),
            "longer than " + LIMIT + " bytes"),
        new Row(
            "packed a thousandfold",
            Fault.instead(Answer.ok(JSON, packed(tooLong)).with("Content-Encoding", "gzip")),
            "longer than " + LIMIT + " bytes"),
        new Row("lists in lists", page(JSON, "{\"files\": " + "[".repeat(8 * MEBIBYTE)), ""),
        new Row(
            "lists in lists where nobody looks",
            page(JSON, "{\"x\": " + "[".repeat(8 * MEBIBYTE)),
            ""),
        new Row(
            "a number without end",
            page(JSON, "{\"meta\": {\"api-version\": " + "9".repeat(8 * MEBIBYTE)),
            ""),
        new Row("a name without end", page(JSON, "{\"" + "n".repeat(8 * MEBIBYTE)), ""),
        new Row(
            "entities of entities",
            page(
                HTML,
                html(
                    text -> {
                      text.append("<!DOCTYPE lolz [<!ENTITY a0 'lol'>");
                      for (int i = 1; i < 30; i++) {
                        text.append(
                            "<!ENTITY a" + i + " '" + ("&a" + (i - 1) + ";").repeat(10) + "'>");
                      }
                      text.append("]><html><body>&a29;</body></html>");
                    })),
            ""),
        new Row(
            "elements in elements",
            page(HTML, "<!DOCTYPE html><html><body>" + "<div>".repeat(2 * MEBIBYTE)),
            ""),
        new Row(
            "an element of a million attributes",
            page(
                HTML,
                html(
                    text -> {
                      text.append("<!DOCTYPE html><html><body><div");
                      for (int i = 0; i < 1_000_000; i++) {
                        text.append(" a").append(i).append("=1");
                      }
                    })),
            ""),
        new Row(
            "an attribute without end",
            page(HTML, "<!DOCTYPE html><html><body><a href='" + "x".repeat(16 * MEBIBYTE)),
            ""));
  }

  private static Fault page(String type, byte[] body) {
    return Fault.instead(Answer.ok(type, body));
  }

  private static Fault page(String type, String body) {
    return page(type, body.getBytes(StandardCharsets.US_ASCII));
  }

  private static String html(Consumer<StringBuilder> content) {
    var text = new StringBuilder();
    content.accept(text);
    return text.toString();
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
