package dev.pipsnapshot.proxy.upstream;

import dev.pipsnapshot.proxy.upstream.Transport.Answer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this machine's clock with those of the indexes, which tell the time in each answer and
 * date each upload by it. Warns once where they differ by more than a minute. Thread-safe.
 */
final class ClockCheck {
  private static final Logger log = LoggerFactory.getLogger(ClockCheck.class);
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  /** RFC 9111, section 1.2.2: no more than 31 bits count. */
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private final Clock clock;
  private final AtomicBoolean warned = new AtomicBoolean();

  ClockCheck(Clock clock) {
    this.clock = clock;
  }

  /**
   * When the request was sent; by the index's clock, where this machine's runs ahead of it. Of what
   * was uploaded between the two times, the answer knows nothing.
   */
  Instant sentAt(Answer answer) {
    Optional<Instant> told = told(answer);
    if (told.isEmpty()) {
      return answer.sentAt();
    }
    // The index says what time it is in whole seconds, after the request and before its answer.
    Duration ahead = Duration.between(told.get(), answer.sentAt());
    Duration behind = Duration.between(clock.instant(), told.get());
    if (ahead.compareTo(TOLERANCE) > 0) {
      warn(answer, told.get(), "ahead", ahead);
      return told.get();
    }
    if (behind.compareTo(TOLERANCE) > 0) {
      warn(answer, told.get(), "behind", behind);
    }
    return answer.sentAt();
  }

  /** The time at the index: a cache on the way says for how long it has had the answer. */
  private static Optional<Instant> told(Answer answer) {
    return answer
        .header("Date")
        .flatMap(ClockCheck::date)
        .map(
            date ->
                date.plusSeconds(
                    answer
                        .header("Age")
                        .map(String::strip)
                        .filter(age -> SECONDS.matcher(age).matches())
                        .map(Long::parseLong)
                        .orElse(0L)));
  }

  private static Optional<Instant> date(String header) {
    try {
      return Optional.of(
          ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void warn(Answer answer, Instant told, String direction, Duration difference) {
    if (warned.compareAndSet(false, true)) {
      log.warn(
          "clock-differs upstream={} date-there=\"{}\" this-clock-is-{}-by={}s"
              + " advice=\"set the clock that is wrong: dates of views and uploads are compared\"",
          DisplayUrl.of(answer.url()),
          told,
          direction,
          difference.toSeconds());
    }
  }
}
