package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.proxy.service.ServedFile;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that counts bytes; how many there will be is known to nobody before the end. */
final class BarProgress implements Progress {
  private static final long BYTES_PER_MEGABYTE = 1_000_000;

  private final AtomicLong cacheHits = new AtomicLong();
  private final ProgressBar bar =
      new ProgressBarBuilder()
          .setTaskName("fetch")
          .setInitialMax(-1)
          .setStyle(ProgressBarStyle.ASCII)
          .setUnit(" MB", BYTES_PER_MEGABYTE)
          .hideEta()
          .showSpeed(new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
          .clearDisplayOnFinish()
          .build();

  @Override
  public void resolving(Interpreter interpreter, PipVersion pip) {
    say("pip " + pip + " decides");
  }

  @Override
  public void served(ServedFile file) {
    if (file.origin() == ServedFile.Origin.CACHE) {
      cacheHits.incrementAndGet();
    }
    bar.stepBy(file.size());
    say(cacheHits + " cached, " + file.filename());
  }

  @Override
  public void collectingBuildRequires() {
    say("looking for what building needs");
  }

  @Override
  public void recalling() {
    say("asked before");
  }

  @Override
  public void hashing() {
    say("hashing");
  }

  @Override
  public void close() {
    bar.close();
  }

  /** The bar puts no space before it, and would show it at its next turn only. */
  private void say(String message) {
    bar.setExtraMessage(" " + message);
    bar.refresh();
  }
}
