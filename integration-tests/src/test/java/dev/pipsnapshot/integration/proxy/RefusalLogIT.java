package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.PageShape;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.RealPip;
import dev.pipsnapshot.integration.support.RealUv;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import dev.pipsnapshot.integration.support.http.Answer;
import dev.pipsnapshot.integration.support.http.Fault;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the person before a proxy is told of that clients do not show. */
class RefusalLogIT {
  private static final String TIME = "(?m)^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.?\\d*Z ";

  private final FixtureIndex index =
      FixtureIndex.start()
          .publish("2019-01-01T00:00:00Z", WheelFile.of("undated", "1.0"))
          .publish("2021-01-01T00:00:00Z", WheelFile.of("late", "1.0"))
          .publish("2019-01-01T00:00:00Z", WheelFile.of("broken", "1.0"))
          .shape("undated", PageShape.HTML_WITHOUT_TIMES);

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void eachReasonIsToldOnceForAProject() throws Exception {
    index.breakPage("broken", Fault.instead(Answer.status(403)));
    try (var proxy = proxy().date("2020-01-01").start()) {
      for (int i = 0; i < 2; i++) {
        for (String project : new String[] {"undated", "late", "broken"}) {
          RealPip.of(RealPip.NEW)
              .download(proxy.indexUrl(), folder.resolve("dest"), "--retries", "0", project)
              .run();
          RealUv.get().install(proxy.indexUrl(), folder.resolve("dest"), project).run();
        }
      }
      String log = proxy.log();

      assertThat(log)
          .containsPattern(TIME + "WARN  page-refused project=undated reason=missing-upload-time ")
          .containsPattern(TIME + "WARN  page-refused project=broken ")
          .containsPattern(TIME + "INFO  page-empty project=late reason=nothing-before-cutoff ")
          .contains("--missing-upload-time hide");
      for (String project : new String[] {"undated", "late", "broken"}) {
        assertThat(count("project=" + project + " ", log)).as(project + "\n" + log).isEqualTo(1);
      }
    }
  }

  @Test
  void aMissingDateIsToldOnceForAllProjects() throws Exception {
    try (var proxy = proxy().start()) {
      WebClient.getHtml(proxy.indexUrl().resolve("late/"));
      WebClient.getHtml(proxy.indexUrl().resolve("broken/"));

      assertThat(count("reason=no-date", proxy.log())).as(proxy.log()).isEqualTo(1);
    }
  }

  @Test
  void eachRequestIsToldWithItsClientOnDemand() throws Exception {
    try (var proxy = proxy().date("2020-01-01").with("-v").start()) {
      WebClient.get(
          proxy.indexUrl().resolve("late/"), Map.of("User-Agent", "a\"b status=200 \u00e9"));

      // What it logs of a request, it logs once the answer has left.
      proxy.stop();
      assertThat(proxy.log())
          .containsPattern(
              TIME
                  + "DEBUG request method=GET target=/simple/late/ status=404 bytes=\\d+"
                  + " millis=\\d+ client=127\\.0\\.0\\.1:\\d+ agent=\"a'b status=200 \\?+\"");
    }
  }

  private ProxyProcess.Starter proxy() {
    return ProxyProcess.before(index.url(), folder.resolve("cache"));
  }

  private static long count(String text, String log) {
    return Pattern.compile(text, Pattern.LITERAL).matcher(log).results().count();
  }
}
