package dev.pipsnapshot.fetcher.pip;

import dev.pipsnapshot.proxy.cache.CacheLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What pip wrote in fetches that failed, in {@code logs-v1} of the cache directory. */
public record KeptLogs(Path cache, Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger(KeptLogs.class);
  private static final int KEPT = 20;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'pip-'uuuuMMdd'T'HHmmss'Z-'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Keeps a copy of {@code log}, and with it the latest few of others; empty if it cannot. */
  public Optional<Path> keep(Path log) {
    try {
      Path directory = Files.createDirectories(new CacheLayout(cache).logs());
      forgetOldest(directory);
      // The prefix sorts by time, what follows keeps fetches of one second apart.
      Path kept = Files.createTempFile(directory, NAME.format(clock.instant()), ".log");
      Files.write(kept, Files.readAllBytes(log));
      return Optional.of(kept);
    } catch (IOException e) {
      LOG.warn("log not kept reason={}", e.toString());
      return Optional.empty();
    }
  }

  private static void forgetOldest(Path directory) throws IOException {
    List<Path> logs;
    try (Stream<Path> entries = Files.list(directory)) {
      logs = entries.sorted().toList();
    }
    for (Path log : logs.subList(0, Math.max(0, logs.size() - KEPT + 1))) {
      Files.deleteIfExists(log);
    }
  }
}
