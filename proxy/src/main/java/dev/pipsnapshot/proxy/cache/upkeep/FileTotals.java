package dev.pipsnapshot.proxy.cache.upkeep;

/**
 * So many files and what they take together.
 *
 * @param bytes the sum of their sizes
 */
public record FileTotals(long files, long bytes) {
  /** No file. */
  public static final FileTotals NONE = new FileTotals(0, 0);

  /** These and {@code other}. */
  public FileTotals plus(FileTotals other) {
    return new FileTotals(files + other.files, bytes + other.bytes);
  }

  /** These and one more. */
  public FileTotals plus(CacheEntry entry) {
    return new FileTotals(files + 1, bytes + entry.size());
  }
}
