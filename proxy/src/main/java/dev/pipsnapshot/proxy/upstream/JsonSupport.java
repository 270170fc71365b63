package dev.pipsnapshot.proxy.upstream;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether an index can be asked for JSON, as far as its answers of the last hour tell: some refuse
 * whoever prefers a type that they do not know, though they would have HTML. Thread-safe.
 */
final class JsonSupport {
  /** An index may get an update, and a mirror change its mind from one hour to the next. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private record Seen(boolean answers, Instant at) {}

  private volatile @Nullable Seen seen;

  /** Whether to ask for HTML at once. */
  boolean isMissing(Instant now) {
    Seen last = known(now);
    return last != null && !last.answers();
  }

  /**
   * Whether an answer of this status, to whoever prefers JSON, may be about that and not about what
   * was asked for.
   */
  boolean isRefusal(int status, Instant now) {
    return switch (status) {
      case 400, 406, 415 -> true;
      case 404 -> known(now) == null;
      default -> false;
    };
  }

  /** It gave something to whoever prefers JSON. */
  void answered(Instant at) {
    seen = new Seen(true, at);
  }

  /** It gave something only to whoever wants HTML. */
  void refused(Instant at) {
    seen = new Seen(false, at);
  }

  private @Nullable Seen known(Instant now) {
    Seen last = seen;
    return last != null && now.isBefore(last.at().plus(REMEMBERED)) ? last : null;
  }
}
