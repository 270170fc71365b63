package dev.pipsnapshot.benchmarks;

import dev.pipsnapshot.proxy.index.Cutoff;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectDetail;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.SnapshotView;
import dev.pipsnapshot.proxy.index.ViewedProject;
import dev.pipsnapshot.proxy.index.codec.FileLinks;
import dev.pipsnapshot.proxy.index.codec.OriginalUrls;
import dev.pipsnapshot.proxy.index.codec.PageDecoder;
import dev.pipsnapshot.proxy.index.codec.PageEncoder;
import dev.pipsnapshot.proxy.warmup.SamplePage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A project page on its way: read, filtered by time, written. Half of its files are hidden. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PageBenchmark {
  private static final ProjectName PROJECT = ProjectName.parse(SamplePage.PROJECT);
  private static final URI SOURCE = URI.create("https://index.example/simple/sample/");
  private static final SnapshotView VIEW =
      SnapshotView.at(new Cutoff(Instant.parse("2001-01-01T00:00:00Z")));
  private static final FileLinks LINKS =
      (page, file) -> page.append("../../files/").append(file.filename());

  /** Files of the page: six has about 40, boto3 some 4,000. */
  @Param({"40", "4000"})
  public int files;

  private final PageDecoder decoder = new PageDecoder();
  private final PageEncoder encoder = new PageEncoder(OriginalUrls.OMITTED);
  private byte[] json = {};
  private byte[] html = {};
  private ProjectDetail detail = ProjectDetail.of(SamplePage.PROJECT, List.of());

  /** Makes the page up. */
  @Setup
  public void makePages() {
    json = SamplePage.json(files / 2).getBytes(StandardCharsets.UTF_8);
    detail = decodeJson();
    html = encodeHtml();
  }

  /** The page out of PEP 691's JSON. */
  @Benchmark
  public ProjectDetail decodeJson() {
    return decoder.decode(PROJECT, json, Optional.empty(), SOURCE);
  }

  /** The page out of PEP 503's HTML. */
  @Benchmark
  public ProjectDetail decodeHtml() {
    return decoder.decode(PROJECT, html, Optional.of("text/html"), SOURCE);
  }

  /** What was there before a date. */
  @Benchmark
  public ViewedProject filter() {
    return VIEW.apply(detail);
  }

  /** The page as PEP 691's JSON, all of it. */
  @Benchmark
  public byte[] encodeJson() {
    return encode(PageFormat.JSON_V1);
  }

  /** The page as PEP 503's HTML, all of it. */
  @Benchmark
  public byte[] encodeHtml() {
    return encode(PageFormat.HTML_V1);
  }

  private byte[] encode(PageFormat format) {
    var page = new ByteArrayOutputStream();
    try {
      encoder.encode(detail, format, LINKS, page);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return page.toByteArray();
  }
}
