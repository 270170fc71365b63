package dev.pipsnapshot.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** Sets how much is logged, once the command line has said it. */
public final class Logging {
  private Logging() {}

  /** Applies {@code verbosity} to everything that this project logs. */
  public static void apply(Verbosity verbosity) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger("dev.pipsnapshot").setLevel(level(verbosity));
      context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    }
  }

  private static Level level(Verbosity verbosity) {
    return switch (verbosity) {
      case QUIET -> Level.ERROR;
      case NORMAL -> Level.INFO;
      case VERBOSE -> Level.DEBUG;
    };
  }
}
