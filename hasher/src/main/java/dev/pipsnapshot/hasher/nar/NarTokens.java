package dev.pipsnapshot.hasher.nar;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The runs of strings between the variable parts of an archive. A string is its length in 8 bytes,
 * little-endian, its bytes, and zeros up to the next multiple of 8.
 */
final class NarTokens {
  static final int ALIGNMENT = Long.BYTES;
  static final byte[] MAGIC = strings("nix-archive-1");
  static final byte[] REGULAR = strings("(", "type", "regular", "contents");
  static final byte[] EXECUTABLE = strings("(", "type", "regular", "executable", "", "contents");
  static final byte[] SYMLINK = strings("(", "type", "symlink", "target");
  static final byte[] DIRECTORY = strings("(", "type", "directory");
  static final byte[] ENTRY = strings("entry", "(", "name");
  static final byte[] NODE = strings("node");
  static final byte[] CLOSE = strings(")");

  private NarTokens() {}

  /** Zeros that follow a string of {@code length} bytes. */
  static int padding(long length) {
    return (int) (-length & (ALIGNMENT - 1));
  }

  private static byte[] strings(String... texts) {
    int size = 0;
    for (String text : texts) {
      size += Long.BYTES + text.length() + padding(text.length());
    }
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    for (String text : texts) {
      buffer.putLong(text.length()).put(text.getBytes(US_ASCII));
      buffer.position(buffer.position() + padding(text.length()));
    }
    return buffer.array();
  }
}
