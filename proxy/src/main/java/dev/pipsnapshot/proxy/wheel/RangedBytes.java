package dev.pipsnapshot.proxy.wheel;

import java.io.IOException;

/** A file of known length of which any part can be read. Reads may block. */
public interface RangedBytes {
  /** Length of the whole file in bytes. */
  long length();

  /**
   * Reads exactly {@code count} bytes from {@code position}.
   *
   * @throws IOException if they cannot be had, or lie outside the file
   */
  byte[] read(long position, int count) throws IOException;
}
