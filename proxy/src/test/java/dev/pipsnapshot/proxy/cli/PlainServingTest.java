package dev.pipsnapshot.proxy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pipsnapshot.proxy.ProxySettings;
import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.CutoffSyntaxException;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.service.Connectivity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainServingTest {
  private static final Map<String, String> NO_PIP_CONFIGURATION =
      Map.of("PIP_CONFIG_FILE", "/dev/null");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  @Test
  void takesTheOptionsOfEveryDay() {
    ProxySettings settings =
        settings(
            "--date 2021-05-01 --listen 127.0.0.1:0 --index-url https://index.example/simple/"
                + " --cache-dir /kept --offline -q");

    assertThat(settings.view())
        .contains(SnapshotView.at(new Cutoff(Instant.parse("2021-05-01T00:00:00Z"))));
    assertThat(settings.upstreams().defaultIndex().index().uri())
        .isEqualTo(URI.create("https://index.example/simple/"));
    assertThat(settings.connectivity()).isEqualTo(Connectivity.OFFLINE);
    assertThat(settings.cache().root()).isEqualTo(Path.of("/kept"));
    assertThat(settings.server().address().getPort()).isZero();
    assertThat(settings.token()).isEmpty();
  }

  @Test
  void hasTheSameDefaultsAsTheWholeCommand() {
    ProxySettings settings = settings("");

    assertThat(settings.view()).isEmpty();
    assertThat(settings.upstreams().defaultIndex().index().uri())
        .isEqualTo(URI.create("https://pypi.org/simple/"));
    assertThat(settings.connectivity()).isEqualTo(Connectivity.ONLINE);
    assertThat(settings.timeouts()).isEqualTo(new IndexOptions().timeouts());
    assertThat(settings.server().address().getPort()).isEqualTo(8417);
  }

  @Test
  void warnsWhereNobodyElseMayAskOrAnybodyMay() {
    assertThat(ProxyRun.exposure(settings("--listen 0.0.0.0:8417")).orElseThrow())
        .startsWith("nobody-else-may-ask address=0.0.0.0 ")
        .contains("--allow-host");
    assertThat(ProxyRun.exposure(settings("--listen [::]:8417")).orElseThrow())
        .startsWith("nobody-else-may-ask address=[::] ");
    assertThat(ProxyRun.exposure(settings("--listen 192.0.2.7:8417")).orElseThrow())
        .startsWith("listening-beyond-loopback address=192.0.2.7 ");
    assertThat(ProxyRun.exposure(settings("--listen [::1]:8417"))).isEmpty();
    assertThat(ProxyRun.exposure(settings(""))).isEmpty();
  }

  @Test
  void namesAnImpossibleDateAsTheWholeCommandDoes() {
    assertThatThrownBy(() -> settings("--date 2021-05")).isInstanceOf(CutoffSyntaxException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--date",
        "--date --offline",
        "--date=2021-05-01",
        "--date 2021-05-01 --date 2021-05-02",
        "--listen nowhere",
        "--token random",
        "2021-05-01"
      })
  void leavesTheRestToTheWholeCommand(String arguments) {
    assertThat(PlainServing.of(arguments.split(" ", -1), Map.of())).isEmpty();
  }

  @Test
  void leavesOptionsFromTheEnvironmentToTheWholeCommand() {
    assertThat(PlainServing.of(new String[0], Map.of("PIP_SNAPSHOT_DATE", "2021-05-01"))).isEmpty();
  }

  @Test
  void isNotIrritatedByVariablesForTheLauncher() {
    assertThat(PlainServing.of(new String[0], Map.of("PIP_SNAPSHOT_CDS", "off"))).isPresent();
  }

  private static ProxySettings settings(String arguments) {
    String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ", -1);
    return PlainServing.of(words, NO_PIP_CONFIGURATION)
        .orElseThrow()
        .settings(NO_PIP_CONFIGURATION, CLOCK);
  }
}
