package dev.pipsnapshot.cli;

import java.time.Clock;
import org.slf4j.event.Level;

/** Sets how much is logged, once the command line has said it. */
public final class Logging {
  private Logging() {}

  /** Applies {@code verbosity} to everything that this project logs. */
  public static void apply(Verbosity verbosity) {
    StderrLogger.setOurThreshold(level(verbosity));
  }

  /** Starts every further line with the time: for what runs longer than somebody looks. */
  public static void tellTimes(Clock clock) {
    StderrLogger.setClock(clock);
  }

  private static Level level(Verbosity verbosity) {
    return switch (verbosity) {
      case QUIET -> Level.ERROR;
      case NORMAL -> Level.INFO;
      case VERBOSE -> Level.DEBUG;
    };
  }
}
