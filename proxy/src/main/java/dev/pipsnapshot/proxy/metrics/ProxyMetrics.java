package dev.pipsnapshot.proxy.metrics;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.proxy.http.RequestKind;
import dev.pipsnapshot.proxy.http.RequestListener;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.service.ServedFile;
import dev.pipsnapshot.proxy.service.ServedPage;
import dev.pipsnapshot.proxy.service.ServingListener;
import dev.pipsnapshot.proxy.upstream.UpstreamCall;
import dev.pipsnapshot.proxy.upstream.UpstreamListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts requests, upstream calls, cache hits and hidden files. Label values come from closed sets:
 * no client can make the number of time series grow.
 */
public final class ProxyMetrics implements RequestListener, UpstreamListener, ServingListener {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  // The registry finds a meter by sorting and comparing labels: too much for every request.
  private final Map<Outcome, Timer> requests = new ConcurrentHashMap<>();
  private final Map<RequestKind, Counter> responseBytes = new ConcurrentHashMap<>();
  private final Counter filesShown = filesListed("shown");
  private final Counter filesHidden = filesListed("hidden");

  private record Outcome(RequestKind kind, int status) {}

  /** Everything counted so far, in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  /** A listener that counts and then tells {@code other}. */
  public ServingListener and(ServingListener other) {
    return new ServingListener() {
      @Override
      public void served(ServedPage page) {
        ProxyMetrics.this.served(page);
        other.served(page);
      }

      @Override
      public void served(ServedFile file) {
        ProxyMetrics.this.served(file);
        other.served(file);
      }

      @Override
      public void failed(ProjectName project, Diagnostic diagnostic) {
        other.failed(project, diagnostic);
      }

      @Override
      public void failed(String filename, Diagnostic diagnostic) {
        other.failed(filename, diagnostic);
      }
    };
  }

  @Override
  public void completed(RequestKind kind, int status, long durationNanos, long bodyBytes) {
    requests
        .computeIfAbsent(new Outcome(kind, status), this::timer)
        .record(durationNanos, TimeUnit.NANOSECONDS);
    responseBytes.computeIfAbsent(kind, this::counter).increment((double) bodyBytes);
  }

  @Override
  public void ended(UpstreamCall call) {
    String status = call.status().isPresent() ? String.valueOf(call.status().getAsInt()) : "none";
    registry
        .timer("pip_snapshot_upstream_calls", "purpose", label(call.purpose()), "status", status)
        .record(call.elapsed());
    registry
        .counter("pip_snapshot_upstream_bytes", "purpose", label(call.purpose()))
        .increment((double) call.bytesReceived());
  }

  @Override
  public void served(ServedPage page) {
    filesShown.increment(page.shown());
    filesHidden.increment(page.hidden());
  }

  @Override
  public void served(ServedFile file) {
    registry.counter("pip_snapshot_files_served", "origin", label(file.origin())).increment();
    registry
        .counter("pip_snapshot_files_served_bytes", "origin", label(file.origin()))
        .increment((double) file.size());
  }

  private Timer timer(Outcome outcome) {
    return registry.timer(
        "pip_snapshot_requests",
        "kind",
        label(outcome.kind()),
        "status",
        String.valueOf(outcome.status()));
  }

  private Counter counter(RequestKind kind) {
    return registry.counter("pip_snapshot_response_bytes", "kind", label(kind));
  }

  private Counter filesListed(String verdict) {
    return registry.counter("pip_snapshot_files_listed", "verdict", verdict);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
