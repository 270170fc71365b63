package dev.pipsnapshot.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes {@code LEVEL message}, and the stack trace of what was thrown, in one piece. */
final class StderrLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;
  private static final String OURS = "dev.pipsnapshot";
  private static final int LEVEL_WIDTH = 5;

  private static volatile Level ourThreshold = Level.INFO;

  private final boolean ours;

  StderrLogger(String name) {
    this.name = name;
    this.ours = name.equals(OURS) || name.startsWith(OURS + ".");
  }

  /** The least that this project's own loggers let through; all others start at warnings. */
  static void setOurThreshold(Level level) {
    ourThreshold = level;
  }

  @Override
  public boolean isTraceEnabled() {
    return isEnabled(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return isEnabled(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return isEnabled(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return isEnabled(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return isEnabled(Level.ERROR);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    System.err.print(line(level, MessageFormatter.basicArrayFormat(pattern, arguments), thrown));
    System.err.flush();
  }

  private boolean isEnabled(Level level) {
    return level.toInt() >= (ours ? ourThreshold : Level.WARN).toInt();
  }

  private static String line(Level level, @Nullable String message, @Nullable Throwable thrown) {
    var text = new StringWriter();
    text.append(level.name());
    text.append(" ".repeat(LEVEL_WIDTH - level.name().length() + 1));
    text.append(message).append(System.lineSeparator());
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(text, true));
    }
    return text.toString();
  }
}
