package dev.pipsnapshot.proxy.service.pages;

import static dev.pipsnapshot.proxy.service.GatewayFixture.CONFIGURED;
import static dev.pipsnapshot.proxy.service.GatewayFixture.CUTOFF;
import static dev.pipsnapshot.proxy.service.GatewayFixture.DEMO;
import static dev.pipsnapshot.proxy.service.GatewayFixture.LIVE;
import static dev.pipsnapshot.proxy.service.GatewayFixture.WHEEL;
import static dev.pipsnapshot.proxy.service.GatewayFixture.ask;
import static dev.pipsnapshot.proxy.service.GatewayFixture.missing;
import static dev.pipsnapshot.proxy.service.GatewayFixture.page;
import static dev.pipsnapshot.proxy.service.GatewayFixture.text;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.MissingTimePolicy;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.index.YankPolicy;
import dev.pipsnapshot.proxy.route.Route;
import dev.pipsnapshot.proxy.service.Connectivity;
import dev.pipsnapshot.proxy.service.GatewayFixture;
import dev.pipsnapshot.proxy.service.Reply;
import dev.pipsnapshot.proxy.service.gateway.SnapshotGateway;
import dev.pipsnapshot.proxy.upstream.UpstreamFailures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MatchedTimesTest {
  private GatewayFixture demo;

  /** An index that has copied a wheel and tells no times; the sdist has no sha256. */
  @BeforeEach
  void publish(@TempDir Path directory) {
    demo = new GatewayFixture(directory);
    demo.index.pages.put("demo", demo.page("", ""));
    demo.reference.pages.put(
        "demo",
        demo.page("2021-04-30T00:00:00Z", "").replace(WHEEL, "demo-1.0-1-py3-none-any.whl"));
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void takesTheTimeOfTheSameBytesAndHidesWhatTheOtherIndexDoesNotHave() {
    SnapshotGateway gateway = gateway(MissingTimePolicy.MATCH);

    assertThat(text(ask(gateway, page(CONFIGURED))))
        .contains(WHEEL, "\"upload-time\":\"2021-04-30T00:00:00Z\"")
        .doesNotContain("demo-2.0.tar");
    assertThat(text(ask(gateway, new Route.Explain(DEMO, Optional.empty()))))
        .contains(
            "\"upload-time\":\"2021-04-30T00:00:00Z\","
                + "\"upload-time-from\":\"https://pypi.org/simple/\",\"shown\":true")
        .contains("as https://pypi.org/simple/ says of the same bytes")
        .contains("\"reason\":\"upload-time-unknown\"");
  }

  @Test
  void hidesBytesThatCameAfterTheCutoff() {
    demo.reference.pages.put("demo", demo.page("2021-06-01T00:00:00Z", ""));

    assertThat(missing(ask(gateway(MissingTimePolicy.MATCH), page(CONFIGURED))))
        .contains("nothing of it was uploaded before the cutoff");
  }

  @Test
  void asksNobodyElseUnlessItIsTold() {
    ask(gateway(MissingTimePolicy.SHOW), page(CONFIGURED));
    ask(gateway(MissingTimePolicy.MATCH), page(LIVE));
    demo.index.pages.put("demo", demo.page("2020-01-01T00:00:00Z", ""));
    demo.clock.advance(Duration.ofMinutes(11));
    ask(gateway(MissingTimePolicy.MATCH), page(CONFIGURED));

    assertThat(demo.reference.asked).isEmpty();
  }

  @Test
  void refusesThePageWhileTheOtherIndexCannotBeReached() {
    demo.reference.failure = Optional.of(UpstreamFailures.unreachable());

    assertThat(ask(gateway(MissingTimePolicy.MATCH), page(CONFIGURED)))
        .isInstanceOf(Reply.Failed.class);
  }

  @Test
  void hidesAllOfAProjectThatTheOtherIndexDoesNotHave() {
    demo.reference.pages.clear();

    assertThat(missing(ask(gateway(MissingTimePolicy.MATCH), page(CONFIGURED))))
        .contains("its index does not say when any file of it was uploaded");
  }

  @Test
  void doesItOfflineFromWhatBothIndexesSaid() {
    ask(gateway(MissingTimePolicy.MATCH), page(CONFIGURED));

    assertThat(text(ask(gateway(MissingTimePolicy.MATCH, Connectivity.OFFLINE), page(CONFIGURED))))
        .contains(WHEEL)
        .doesNotContain("demo-2.0.tar");
    assertThat(demo.reference.asked).contains("page demo");
  }

  @Test
  void seesThatTheOtherIndexHasGotTheBytes() {
    String later = requireNonNull(demo.reference.pages.remove("demo"));
    demo.reference.pages.put("demo", later.replace(demo.digest.hex(), "0".repeat(64)));
    SnapshotGateway gateway = gateway(MissingTimePolicy.MATCH);
    ask(gateway, page(CONFIGURED));
    demo.reference.pages.put("demo", later);
    demo.clock.advance(Duration.ofMinutes(11));

    assertThat(text(ask(gateway, page(CONFIGURED)))).contains(WHEEL);
  }

  private SnapshotGateway gateway(MissingTimePolicy policy) {
    return gateway(policy, Connectivity.ONLINE);
  }

  private SnapshotGateway gateway(MissingTimePolicy policy, Connectivity connectivity) {
    return demo.gateway(
        Optional.of(
            new SnapshotView(Optional.of(new Cutoff(CUTOFF)), Map.of(), YankPolicy.HONOUR, policy)),
        connectivity,
        demo.workers);
  }
}
