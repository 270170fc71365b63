package dev.pipsnapshot.proxy.upstream;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * A part of a file.
 *
 * @param firstByte index of its first byte
 * @param bytes the bytes, read-only
 * @param totalLength length of the whole file, where the host tells it
 */
public record FileRange(long firstByte, ByteBuffer bytes, OptionalLong totalLength) {
  /** A part of a file of known length. */
  public FileRange(long firstByte, ByteBuffer bytes, long totalLength) {
    this(firstByte, bytes, OptionalLong.of(totalLength));
  }
}
