package dev.pipsnapshot.hasher.nix;

import java.util.Arrays;

/**
 * The base 32 of Nix: digits without e, o, u and t, the bytes read as one little-endian number, the
 * most significant digit first. See {@code libutil/hash.cc} in Nix.
 */
public final class NixBase32 {
  private static final String ALPHABET = "0123456789abcdfghijklmnpqrsvwxyz";
  private static final int BITS_PER_DIGIT = 5;
  private static final byte[] VALUES = values();

  private NixBase32() {}

  /** Digits that {@code bytes} bytes take. */
  public static int digits(int bytes) {
    return (bytes * Byte.SIZE + BITS_PER_DIGIT - 1) / BITS_PER_DIGIT;
  }

  /** The one spelling of {@code bytes}. */
  public static String encode(byte[] bytes) {
    var text = new StringBuilder(digits(bytes.length));
    for (int digit = digits(bytes.length) - 1; digit >= 0; digit--) {
      int index = digit * BITS_PER_DIGIT / Byte.SIZE;
      int shift = digit * BITS_PER_DIGIT % Byte.SIZE;
      int low = Byte.toUnsignedInt(bytes[index]) >>> shift;
      int high =
          index + 1 < bytes.length
              ? Byte.toUnsignedInt(bytes[index + 1]) << (Byte.SIZE - shift)
              : 0;
      text.append(ALPHABET.charAt((low | high) & 0x1f));
    }
    return text.toString();
  }

  /**
   * The {@code length} bytes that {@code text} spells.
   *
   * @throws IllegalArgumentException if the number of digits is wrong, one is not of the alphabet,
   *     or a bit beyond the last byte is set; the message says which
   */
  public static byte[] decode(String text, int length) {
    if (text.length() != digits(length)) {
      throw new IllegalArgumentException(
          length + " bytes take " + digits(length) + " base 32 digits, not " + text.length());
    }
    var bytes = new byte[length];
    for (int position = 0; position < text.length(); position++) {
      int value = valueOf(text.charAt(position));
      int bit = (text.length() - 1 - position) * BITS_PER_DIGIT;
      int index = bit / Byte.SIZE;
      int shifted = value << (bit % Byte.SIZE);
      bytes[index] |= (byte) shifted;
      int carry = shifted >>> Byte.SIZE;
      if (index + 1 < length) {
        bytes[index + 1] |= (byte) carry;
      } else if (carry != 0) {
        throw new IllegalArgumentException(
            "the first base 32 digit sets bits beyond the last byte");
      }
    }
    return bytes;
  }

  private static int valueOf(char digit) {
    int value = digit < VALUES.length ? VALUES[digit] : -1;
    if (value < 0) {
      throw new IllegalArgumentException("'" + digit + "' is no digit of Nix's base 32");
    }
    return value;
  }

  private static byte[] values() {
    var values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < ALPHABET.length(); i++) {
      values[ALPHABET.charAt(i)] = (byte) i;
    }
    return values;
  }
}
