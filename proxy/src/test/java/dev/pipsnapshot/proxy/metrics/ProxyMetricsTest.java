package dev.pipsnapshot.proxy.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.proxy.http.RequestKind;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.service.ServedPage;
import dev.pipsnapshot.proxy.upstream.UpstreamCall;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProxyMetricsTest {
  private final ProxyMetrics metrics = new ProxyMetrics();

  @Test
  void countsRequestsByKindAndStatus() {
    metrics.completed(RequestKind.PROJECT_PAGE, 200, 500_000_000, 1000);
    metrics.completed(RequestKind.PROJECT_PAGE, 200, 1_000_000_000, 1000);
    metrics.completed(RequestKind.PROJECT_PAGE, 404, 1_000_000_000, 7);

    assertThat(metrics.scrape().lines())
        .contains(
            "pip_snapshot_requests_seconds_count{kind=\"project_page\",status=\"200\"} 2",
            "pip_snapshot_requests_seconds_sum{kind=\"project_page\",status=\"200\"} 1.5",
            "pip_snapshot_requests_seconds_count{kind=\"project_page\",status=\"404\"} 1",
            "pip_snapshot_response_bytes_total{kind=\"project_page\"} 2007.0");
  }

  @Test
  void countsUpstreamCallsThatGotNoAnswer() {
    metrics.ended(
        new UpstreamCall(
            UpstreamCall.Purpose.PAGE, "pypi.org", OptionalInt.empty(), 0, Duration.ofSeconds(3)));

    assertThat(metrics.scrape().lines())
        .contains("pip_snapshot_upstream_calls_seconds_sum{purpose=\"page\",status=\"none\"} 3.0");
  }

  @Test
  void countsWhatViewsShowAndHideAnewForEachScrape() {
    metrics.served(new ServedPage(ProjectName.parse("six"), 3, 4));
    metrics.scrape();
    metrics.served(new ServedPage(ProjectName.parse("six"), 3, 4));

    assertThat(metrics.scrape().lines())
        .contains(
            "pip_snapshot_files_listed_total{verdict=\"shown\"} 6.0",
            "pip_snapshot_files_listed_total{verdict=\"hidden\"} 8.0");
  }
}
