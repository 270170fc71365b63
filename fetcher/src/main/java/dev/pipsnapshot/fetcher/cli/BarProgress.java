package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.proxy.cache.CachedBody;
import dev.pipsnapshot.proxy.service.ServedFile;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One line that is written again and again, with a clock, and bytes: how many there will be is
 * known to nobody before the end. It takes no signal and asks the terminal nothing, so that Ctrl-C
 * stays what it is elsewhere.
 */
final class BarProgress implements Progress {
  private static final double BYTES_PER_MEGABYTE = 1e6;
  private static final long TICK_MILLIS = 1_000;

  /** The cursor stays at the start, where what others write begins. */
  private static final String FROM_THE_START = "\r\u001b[K";

  /** The terminal itself cuts off what does not fit into a line, whatever its width is by then. */
  private static final String NO_WRAPPING = "\u001b[?7l";

  private static final String WRAPPING = "\u001b[?7h";

  private final PrintWriter err;
  private final LongSupplier nanos;
  private final long started;
  private final Timer ticker = new Timer("progress", true);

  /** Guarded by this, as all below. */
  private String message = "";

  private long bytes;
  private int cached;
  private boolean closed;

  /**
   * A bar that is drawn at once.
   *
   * @param nanos a clock as {@link System#nanoTime}
   */
  BarProgress(PrintWriter err, LongSupplier nanos) {
    this.err = err;
    this.nanos = nanos;
    this.started = nanos.getAsLong();
    draw();
  }

  /** A bar whose clock goes on while nothing happens. */
  static BarProgress ticking(PrintWriter err) {
    var bar = new BarProgress(err, System::nanoTime);
    bar.ticker.schedule(
        new TimerTask() {
          @Override
          public void run() {
            bar.draw();
          }
        },
        TICK_MILLIS,
        TICK_MILLIS);
    return bar;
  }

  @Override
  public void resolving(Interpreter interpreter, PipVersion pip) {
    say("pip " + pip + " decides");
  }

  @Override
  public synchronized void served(ServedFile file) {
    if (file.servedFrom() == CachedBody.ServedFrom.CACHE) {
      cached++;
    }
    bytes += file.size();
    say(cached + " cached, " + file.filename());
  }

  @Override
  public void collectingBuildRequires() {
    say("looking for what building needs");
  }

  @Override
  public void remembering() {
    say("asked before");
  }

  @Override
  public void hashing() {
    say("hashing");
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      ticker.cancel();
      err.print(FROM_THE_START);
      err.flush();
    }
  }

  private synchronized void say(String next) {
    message = next;
    draw();
  }

  /** Draws it as it is now. */
  synchronized void draw() {
    if (closed) {
      return;
    }
    long elapsed = nanos.getAsLong() - started;
    double megabytes = bytes / BYTES_PER_MEGABYTE;
    long seconds = TimeUnit.NANOSECONDS.toSeconds(elapsed);
    String text =
        String.format(
            Locale.ROOT,
            "fetch  %d:%02d  %.1f MB  %.1f MB/s  %s",
            seconds / 60,
            seconds % 60,
            megabytes,
            megabytes * TimeUnit.SECONDS.toNanos(1) / Math.max(elapsed, 1),
            message);
    err.print(FROM_THE_START + NO_WRAPPING + text + WRAPPING + "\r");
    err.flush();
  }
}
