package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.proxy.service.ServedFile;
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
          .showSpeed()
          .clearDisplayOnFinish()
          .build();

  @Override
  public void resolving(Interpreter interpreter, PipVersion pip) {
    bar.setExtraMessage("pip " + pip + " decides");
  }

  @Override
  public void served(ServedFile file) {
    if (file.origin() == ServedFile.Origin.CACHE) {
      cacheHits.incrementAndGet();
    }
    bar.stepBy(file.size());
    bar.setExtraMessage(file.filename() + ", " + cacheHits + " from the cache");
  }

  @Override
  public void collectingBuildRequires() {
    bar.setExtraMessage("looking for what building needs");
  }

  @Override
  public void recalling() {
    bar.setExtraMessage("asked before");
  }

  @Override
  public void hashing() {
    bar.setExtraMessage("hashing");
  }

  @Override
  public void close() {
    bar.close();
  }
}
