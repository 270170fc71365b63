package dev.pipsnapshot.hasher.nix;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** The hash algorithms that Nix knows, under Nix's names. */
public enum HashAlgorithm {
  SHA256("sha256", 32),
  SHA512("sha512", 64),
  SHA1("sha1", 20),
  MD5("md5", 16),
  BLAKE3("blake3", 32);

  private final String nixName;
  private final int bytes;

  HashAlgorithm(String nixName, int bytes) {
    this.nixName = nixName;
    this.bytes = bytes;
  }

  /** The algorithm with this name, as Nix writes it: lower case, no hyphen. */
  public static Optional<HashAlgorithm> named(String nixName) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.nixName.equals(nixName))
        .findFirst();
  }

  /** Bytes in a digest. */
  public int bytes() {
    return bytes;
  }

  /**
   * A fresh computation; SHA and MD5 come from the JDK, which uses the processor's instructions.
   */
  public MessageDigest newDigest() {
    return switch (this) {
      case SHA256 -> fromJdk("SHA-256");
      case SHA512 -> fromJdk("SHA-512");
      case SHA1 -> fromJdk("SHA-1");
      case MD5 -> fromJdk("MD5");
      case BLAKE3 -> Blake3Digest.create();
    };
  }

  /** The name in Nix expressions and hash prefixes, such as {@code sha256}. */
  @Override
  public String toString() {
    return nixName;
  }

  private static MessageDigest fromJdk(String standardName) {
    try {
      return MessageDigest.getInstance(standardName);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no " + standardName, e);
    }
  }
}
