package dev.pipsnapshot.fetcher.lock;

import java.nio.file.Path;

/**
 * A lock to be written.
 *
 * @param file where
 * @param format how
 */
public record LockTarget(Path file, LockFormat format) {
  /**
   * A lock in the format that its name asks for.
   *
   * @throws dev.pipsnapshot.fetcher.failure.OptionRefused if it asks for none
   */
  public static LockTarget of(Path file) {
    return new LockTarget(file, LockFormat.of(file));
  }
}
