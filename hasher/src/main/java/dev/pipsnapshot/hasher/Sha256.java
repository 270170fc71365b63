package dev.pipsnapshot.hasher;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 digest: the name of a file's content. Immutable; equal digests are equal values. */
public final class Sha256 implements Comparable<Sha256> {
  /** Bytes in a digest. */
  public static final int BYTES = 32;

  private static final int HEX_DIGITS = 2 * BYTES;

  private final byte[] digest;

  private Sha256(byte[] digest) {
    this.digest = digest;
  }

  /**
   * The digest with these 32 bytes.
   *
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static Sha256 of(byte[] digest) {
    if (digest.length != BYTES) {
      throw new IllegalArgumentException("a SHA-256 digest has 32 bytes, not " + digest.length);
    }
    return new Sha256(digest.clone());
  }

  /** The digest of these bytes. */
  public static Sha256 hash(byte[] content) {
    return hash(ByteBuffer.wrap(content));
  }

  /** The digest of what remains in {@code content}, which is read to its end. */
  public static Sha256 hash(ByteBuffer content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(content);
      return new Sha256(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Parses 64 hexadecimal digits of either case.
   *
   * @throws IllegalArgumentException if {@code hex} is anything else
   */
  public static Sha256 parse(String hex) {
    if (hex.length() != HEX_DIGITS) {
      throw new IllegalArgumentException(
          "a SHA-256 digest has 64 hexadecimal digits, not " + hex.length());
    }
    return new Sha256(HexFormat.of().parseHex(hex));
  }

  /** Whether {@link #parse} would accept {@code text}. */
  public static boolean isValid(String text) {
    return text.length() == HEX_DIGITS && text.chars().allMatch(HexFormat::isHexDigit);
  }

  /** The 32 bytes, as a copy. */
  public byte[] bytes() {
    return digest.clone();
  }

  /** 64 lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(digest);
  }

  @Override
  public int compareTo(Sha256 other) {
    return Arrays.compareUnsigned(digest, other.digest);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sha256 that && Arrays.equals(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  /** The same as {@link #hex}. */
  @Override
  public String toString() {
    return hex();
  }
}
