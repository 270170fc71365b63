package dev.pipsnapshot.fetcher.cli;

import dev.pipsnapshot.cli.OptionGroup;
import dev.pipsnapshot.fetcher.drift.AskedIndex;
import dev.pipsnapshot.fetcher.drift.Drift;
import dev.pipsnapshot.fetcher.drift.Inventory;
import dev.pipsnapshot.fetcher.failure.LockUnusable;
import dev.pipsnapshot.fetcher.lock.Lock;
import dev.pipsnapshot.fetcher.lock.LockReader;
import dev.pipsnapshot.fetcher.report.DriftReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a result is compared with when it is not what was expected. */
@OptionGroup.In(OptionGroup.CHECKS)
final class Against {
  @Option(
      names = "--against",
      paramLabel = "LOCK",
      description =
          "If a hash is not the one expected, by --expect-hash or --check, say file by file what is"
              + " different from this pylock.toml, and why. Default: the lock that --lock would"
              + " replace.")
  private @Nullable Path given;

  /**
   * The lock to compare with.
   *
   * @throws dev.pipsnapshot.fetcher.failure.LockUnusable if it cannot be read
   */
  Optional<Lock> lock() {
    return Optional.ofNullable(given).map(LockReader::read);
  }

  /** The same, or the one that would have been replaced, if it says anything. */
  Optional<Lock> lockOr(Optional<Path> replaced) {
    if (given != null) {
      return lock();
    }
    try {
      return replaced.map(LockReader::read);
    } catch (LockUnusable e) {
      return Optional.empty();
    }
  }

  /** What is different. */
  static List<String> explain(Lock before, Inventory after, AskedIndex index) {
    try (index) {
      return DriftReport.text(Drift.between(Inventory.of(before), after, index));
    }
  }
}
