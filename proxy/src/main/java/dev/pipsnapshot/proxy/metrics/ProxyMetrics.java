package dev.pipsnapshot.proxy.metrics;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.proxy.cache.CachedBody;
import dev.pipsnapshot.proxy.http.RequestKind;
import dev.pipsnapshot.proxy.http.RequestListener;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.service.ServedFile;
import dev.pipsnapshot.proxy.service.ServedPage;
import dev.pipsnapshot.proxy.service.ServingListener;
import dev.pipsnapshot.proxy.upstream.UpstreamCall;
import dev.pipsnapshot.proxy.upstream.UpstreamListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts requests, upstream calls, cache hits and hidden files. Label values come from closed sets:
 * no client can make the number of time series grow.
 *
 * <p>Counts in plain adders, which are read when somebody asks for them: the meters of a registry
 * cost more than a small answer does, and loading the registry would delay the start.
 */
public final class ProxyMetrics implements RequestListener, UpstreamListener, ServingListener {
  private static final int NO_STATUS = 0;

  private final TrafficByStatus<RequestKind> requests = new TrafficByStatus<>(RequestKind.class);
  private final TrafficByStatus<UpstreamCall.Purpose> upstreamCalls =
      new TrafficByStatus<>(UpstreamCall.Purpose.class);
  private final Map<CachedBody.ServedFrom, ExchangeTotals> filesServed = new ConcurrentHashMap<>();
  private final LongAdder filesShown = new LongAdder();
  private final LongAdder filesHidden = new LongAdder();

  /** Everything counted so far, in Prometheus' text format. */
  public String scrape() {
    try (var exposition = new PrometheusExposition()) {
      for (RequestKind kind : RequestKind.values()) {
        Map<Integer, ExchangeTotals> byStatus = requests.of(kind);
        byStatus.forEach(
            (status, traffic) ->
                exposition.timer("requests", traffic, "kind", kind, "status", status.toString()));
        if (!byStatus.isEmpty()) {
          exposition.counter("response_bytes", bytes(byStatus), "kind", kind);
        }
      }
      for (UpstreamCall.Purpose purpose : UpstreamCall.Purpose.values()) {
        Map<Integer, ExchangeTotals> byStatus = upstreamCalls.of(purpose);
        byStatus.forEach(
            (status, traffic) ->
                exposition.timer(
                    "upstream_calls",
                    traffic,
                    "purpose",
                    purpose,
                    "status",
                    status == NO_STATUS ? "none" : status.toString()));
        if (!byStatus.isEmpty()) {
          exposition.counter("upstream_bytes", bytes(byStatus), "purpose", purpose);
        }
      }
      filesServed.forEach(
          (servedFrom, traffic) -> {
            exposition.counter("files_served", traffic.count(), "origin", servedFrom);
            exposition.counter("files_served_bytes", traffic.bytes(), "origin", servedFrom);
          });
      exposition.counter("files_listed", filesShown.sum(), "verdict", Verdict.SHOWN);
      exposition.counter("files_listed", filesHidden.sum(), "verdict", Verdict.HIDDEN);
      return exposition.text();
    }
  }

  private enum Verdict {
    SHOWN,
    HIDDEN
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
      public void missing(ProjectName project, Diagnostic diagnostic) {
        other.missing(project, diagnostic);
      }

      @Override
      public void failed(String filename, Diagnostic diagnostic) {
        other.failed(filename, diagnostic);
      }
    };
  }

  @Override
  public void completed(RequestKind kind, int status, long durationNanos, long bodyBytes) {
    requests.of(kind, status).add(durationNanos, bodyBytes);
  }

  @Override
  public void ended(UpstreamCall call) {
    upstreamCalls
        .of(call.purpose(), call.status().orElse(NO_STATUS))
        .add(call.elapsed().toNanos(), call.bytesReceived());
  }

  @Override
  public void served(ServedPage page) {
    filesShown.add(page.shown());
    filesHidden.add(page.hidden());
  }

  @Override
  public void served(ServedFile file) {
    filesServed
        .computeIfAbsent(file.servedFrom(), first -> new ExchangeTotals())
        .add(0, file.size());
  }

  private static long bytes(Map<Integer, ExchangeTotals> byStatus) {
    return byStatus.values().stream().mapToLong(ExchangeTotals::bytes).sum();
  }
}
