package dev.pipsnapshot.proxy.body;

/**
 * The bytes {@code first} to {@code last}, both included, counted from 0.
 *
 * @param first index of the first byte
 * @param last index of the last byte, not before {@code first}
 */
public record ByteRange(long first, long last) {
  public ByteRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("not a byte range: " + first + "-" + last);
    }
  }

  /** How many bytes it spans. */
  public long length() {
    return last - first + 1;
  }
}
