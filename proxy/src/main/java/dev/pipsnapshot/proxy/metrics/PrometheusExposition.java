package dev.pipsnapshot.proxy.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One text in Prometheus' format, of what it has been told. */
final class PrometheusExposition implements AutoCloseable {
  private static final String PREFIX = "pip_snapshot_";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  void counter(String name, long value, String label, Enum<?> labelValue) {
    FunctionCounter.builder(PREFIX + name, this, self -> (double) value)
        .tag(label, text(labelValue))
        .register(registry);
  }

  void timer(
      String name,
      ExchangeTotals traffic,
      String label,
      Enum<?> labelValue,
      String secondLabel,
      String secondValue) {
    FunctionTimer.builder(
            PREFIX + name,
            traffic,
            ExchangeTotals::count,
            measured -> (double) measured.nanos(),
            TimeUnit.NANOSECONDS)
        .tag(label, text(labelValue))
        .tag(secondLabel, secondValue)
        .register(registry);
  }

  String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
