package dev.pipsnapshot.hasher.nix;

import java.util.Base64;

/**
 * Hashes in the form of W3C Subresource Integrity, {@code sha256-<base64>}, as Nix uses it: one
 * hash, no options.
 */
public final class Sri {
  private static final char SEPARATOR = '-';

  private Sri() {}

  /** The one SRI spelling of {@code hash}. */
  public static String format(NixHash hash) {
    return hash.algorithm().toString() + SEPARATOR + hash.format(HashFormat.BASE64);
  }

  /**
   * The hash that {@code text} spells.
   *
   * @throws HashSyntaxException if the algorithm is unknown or the rest is not the canonical base64
   *     of a digest of its length
   */
  public static NixHash parse(String text) {
    int separator = text.indexOf(SEPARATOR);
    if (separator < 0) {
      throw new HashSyntaxException(text, "it does not begin with an algorithm and '-'");
    }
    HashAlgorithm algorithm = NixHash.algorithm(text, text.substring(0, separator));
    try {
      return NixHash.of(algorithm, decodeBase64(text.substring(separator + 1), algorithm.bytes()));
    } catch (IllegalArgumentException e) {
      throw NixHash.syntax(text, e);
    }
  }

  /** Strict where the JDK's decoder is not: padding is there, and the bits that it covers are 0. */
  static byte[] decodeBase64(String text, int length) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (bytes.length != length) {
      throw new IllegalArgumentException(
          "its base64 holds " + bytes.length + " bytes, not " + length);
    }
    if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException("its base64 lacks padding or sets bits that are not used");
    }
    return bytes;
  }
}
