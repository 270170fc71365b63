package dev.pipsnapshot.integration.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.integration.support.FixtureIndex;
import dev.pipsnapshot.integration.support.ProxyProcess;
import dev.pipsnapshot.integration.support.WebClient;
import dev.pipsnapshot.integration.support.dist.WheelFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index whose clock is two hours behind that of this machine. */
class ClockIT {
  private final Instant there = Instant.now().minusSeconds(7200);

  @Test
  void takesNoPageForLaterThanItsIndexSaysAndWarnsOnce(@TempDir Path cache) throws Exception {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(there.atOffset(ZoneOffset.UTC));
    try (FixtureIndex index =
        FixtureIndex.start()
            .publish("2019-01-01T00:00:00Z", WheelFile.of("one", "1.0"))
            .publish("2019-01-01T00:00:00Z", WheelFile.of("two", "1.0"))
            .breakEverything(answer -> answer.with("Date", date))) {
      try (var proxy = ProxyProcess.before(index.url(), cache).start()) {
        assertThat(status(proxy, there.minusSeconds(3600), "one")).isEqualTo(200);
        assertThat(status(proxy, there.plusSeconds(3600), "one")).isEqualTo(502);
        assertThat(status(proxy, there.minusSeconds(3600), "two")).isEqualTo(200);
        assertThat(proxy.log()).containsOnlyOnce("clock-differs").contains("ahead-by=7");
      }
      index.heal();
      try (var proxy = ProxyProcess.before(index.url(), cache).start()) {
        assertThat(status(proxy, there.plusSeconds(3600), "one"))
            .as("after a restart, with the clocks set")
            .isEqualTo(200);
      }
    }
  }

  private static int status(ProxyProcess proxy, Instant cutoff, String project) {
    return WebClient.get(proxy.resolve("snapshot/" + cutoff + "/simple/" + project + "/"))
        .statusCode();
  }
}
