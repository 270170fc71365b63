package dev.pipsnapshot.proxy.upstream;

import static dev.pipsnapshot.proxy.upstream.UpstreamSettings.Limits;
import static dev.pipsnapshot.proxy.upstream.UpstreamSettings.Retries;
import static dev.pipsnapshot.proxy.upstream.UpstreamSettings.Timeouts;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Clients with short waits. */
final class TestClients {
  static final Instant NOW = Instant.parse("2024-02-03T04:05:06Z");
  static final UpstreamSettings QUICK =
      new UpstreamSettings(
          Timeouts.ofSeconds(5),
          new Retries(3, Duration.ofMillis(1), Duration.ofSeconds(3)),
          new Limits(1 << 20, 1 << 20, 5, 8));

  private TestClients() {}

  static UpstreamClients of(String indexUrl) {
    return of(indexUrl, QUICK, Map.of());
  }

  static UpstreamClients of(
      String indexUrl, UpstreamSettings settings, Map<String, String> environment) {
    return of(Upstreams.parse(indexUrl, List.of(), List.of()), settings, environment);
  }

  static UpstreamClients of(Upstreams upstreams) {
    return of(upstreams, QUICK, Map.of());
  }

  private static UpstreamClients of(
      Upstreams upstreams, UpstreamSettings settings, Map<String, String> environment) {
    return UpstreamClients.open(
        upstreams,
        settings,
        environment,
        Clock.fixed(NOW, ZoneOffset.UTC),
        UpstreamListener.none());
  }

  /** What a future failed with. */
  static Throwable failure(CompletableFuture<?> future) {
    return requireNonNull(catchThrowableOfType(CompletionException.class, future::join).getCause());
  }
}
