package dev.pipsnapshot.proxy.cache.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes when a file of the cache was last used: as its modification time, exact to a day, since a
 * file system need not note it itself. A use that cannot be noted is none.
 */
public record LastUse(Clock clock) {
  private static final Logger log = LoggerFactory.getLogger(LastUse.class);
  private static final Duration GRANULARITY = Duration.ofDays(1);

  /** Notes that the file was read, unless a use less than a day ago is noted already. */
  public void note(Path file) {
    try {
      if (isDue(Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant())) {
        set(file);
      }
    } catch (IOException e) {
      log.debug("event=use-not-noted file={} cause=\"{}\"", file, e.toString());
    }
  }

  /** Whether a use now is to be noted where that of {@code noted} is. */
  boolean isDue(Instant noted) {
    Instant now = clock.instant();
    return noted.plus(GRANULARITY).isBefore(now)
        // Noted while the clock ran ahead, it would keep the file until then.
        || noted.isAfter(now);
  }

  void set(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
  }
}
