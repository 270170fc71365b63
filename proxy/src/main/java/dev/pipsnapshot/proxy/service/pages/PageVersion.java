package dev.pipsnapshot.proxy.service.pages;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Tells one state of an upstream page from another within a process. No digest against forgery, for
 * whoever makes a page may say on it what they like, but two checksums that a fresh virtual machine
 * computes a hundred times as fast.
 *
 * @param length of all that the page was made from, in bytes
 */
record PageVersion(long crc32, long crc32c, long length) {
  /** The version of what is made from a page of this one and one of {@code other}. */
  PageVersion with(PageVersion other) {
    return new PageVersion(
        31 * crc32 + other.crc32, 31 * crc32c + other.crc32c, length + other.length);
  }

  static PageVersion of(byte[]... bodies) {
    var crc32 = new CRC32();
    var crc32c = new CRC32C();
    long length = 0;
    for (byte[] body : bodies) {
      crc32.update(body);
      crc32c.update(body);
      length += body.length;
    }
    return new PageVersion(crc32.getValue(), crc32c.getValue(), length);
  }
}
