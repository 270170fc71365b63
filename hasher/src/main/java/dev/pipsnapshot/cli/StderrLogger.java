package dev.pipsnapshot.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * Writes {@code LEVEL message}, after the time where it is told to, and the stack trace of what was
 * thrown, in one piece. A message is one line whatever it tells of: what is quoted in it may come
 * from anywhere.
 */
final class StderrLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;
  private static final String OURS = "dev.pipsnapshot";
  private static final int LEVEL_WIDTH = 5;

  private static volatile Level ourThreshold = Level.INFO;
  private static volatile Optional<Clock> clock = Optional.empty();

  private final boolean ours;

  StderrLogger(String name) {
    this.name = name;
    this.ours = name.equals(OURS) || name.startsWith(OURS + ".");
  }

  /** The least that this project's own loggers let through; all others start at warnings. */
  static void setOurThreshold(Level level) {
    ourThreshold = level;
  }

  /** Whose time each line starts with. */
  static void setClock(Clock other) {
    clock = Optional.of(other);
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
    System.err.print(
        line(clock, level, MessageFormatter.basicArrayFormat(pattern, arguments), thrown));
    System.err.flush();
  }

  private boolean isEnabled(Level level) {
    return level.toInt() >= (ours ? ourThreshold : Level.WARN).toInt();
  }

  static String line(
      Optional<Clock> clock, Level level, @Nullable String message, @Nullable Throwable thrown) {
    var text = new StringWriter();
    clock.ifPresent(
        time -> text.append(time.instant().truncatedTo(ChronoUnit.MILLIS).toString()).append(' '));
    text.append(level.name());
    text.append(" ".repeat(LEVEL_WIDTH - level.name().length() + 1));
    text.append(oneLine(String.valueOf(message))).append(System.lineSeparator());
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(text, true));
    }
    return text.toString();
  }

  private static String oneLine(String message) {
    if (message.codePoints().noneMatch(StderrLogger::isUnfit)) {
      return message;
    }
    var line = new StringBuilder(message.length());
    message.codePoints().map(c -> isUnfit(c) ? '?' : c).forEach(line::appendCodePoint);
    return line.toString();
  }

  /** Line ends, escape sequences of terminals, and what turns the direction of writing. */
  private static boolean isUnfit(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }
}
