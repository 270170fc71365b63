package dev.pipsnapshot.fetcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CachedBody.ServedFrom;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.service.ServedFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BarProgressTest {
  private static final Interpreter PYTHON =
      new Interpreter(Path.of("/usr/bin/python3"), Map.of(), Map.of(), Optional.empty());

  private final StringWriter screen = new StringWriter();
  private final AtomicLong nanos = new AtomicLong(5);
  private final BarProgress bar = new BarProgress(new PrintWriter(screen), nanos::get);

  @Test
  void saysThatPipDecidesUntilTheFirstFileAndCountsOnMeanwhile() {
    bar.resolving(PYTHON, new PipVersion("23.0.1"));
    assertThat(line()).isEqualTo("fetch  0:00  0.0 MB  0.0 MB/s  pip 23.0.1 decides");

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(64));
    bar.draw();
    assertThat(line()).isEqualTo("fetch  1:04  0.0 MB  0.0 MB/s  pip 23.0.1 decides");

    bar.served(file(ServedFrom.NETWORK, 128_000_000));
    assertThat(line()).isEqualTo("fetch  1:04  128.0 MB  2.0 MB/s  0 cached, app-1.0.tar.gz");

    bar.served(file(ServedFrom.CACHE, 0));
    assertThat(line()).endsWith("1 cached, app-1.0.tar.gz");
  }

  @Test
  void leavesNothingOnTheScreen() {
    bar.hashing();
    bar.close();
    String shown = screen.toString();
    bar.draw();
    bar.close();

    assertThat(screen).hasToString(shown);
    assertThat(line()).isEmpty();
  }

  /** What stands in the line, if no terminal is too narrow. */
  private String line() {
    String all = screen.toString();
    return all.substring(all.lastIndexOf("\u001b[K") + 3).replaceAll("\u001b\\[\\?7[lh]|\r", "");
  }

  private static ServedFile file(ServedFrom servedFrom, long size) {
    return new ServedFile(
        ProjectName.parse("app"),
        "app-1.0.tar.gz",
        Sha256.hash(new byte[0]),
        URI.create("https://files.example/app-1.0.tar.gz"),
        size,
        Optional.empty(),
        Optional.empty(),
        servedFrom);
  }
}
