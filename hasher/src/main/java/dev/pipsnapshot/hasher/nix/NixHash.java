package dev.pipsnapshot.hasher.nix;

import dev.pipsnapshot.hasher.Sha256;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A digest and the algorithm that made it. Immutable; equal digests are equal values. */
public final class NixHash {
  private final HashAlgorithm algorithm;
  private final byte[] digest;

  private NixHash(HashAlgorithm algorithm, byte[] digest) {
    this.algorithm = algorithm;
    this.digest = digest;
  }

  /**
   * The hash with these bytes.
   *
   * @throws IllegalArgumentException if the algorithm's digests have another length
   */
  public static NixHash of(HashAlgorithm algorithm, byte[] digest) {
    if (digest.length != algorithm.bytes()) {
      throw new IllegalArgumentException(
          algorithm + " has " + algorithm.bytes() + " bytes, not " + digest.length);
    }
    return new NixHash(algorithm, digest.clone());
  }

  /** The same digest as a Nix hash. */
  public static NixHash of(Sha256 digest) {
    return new NixHash(HashAlgorithm.SHA256, digest.bytes());
  }

  /**
   * Parses a spelling that names its algorithm: {@code sha256-<base64>}, or {@code sha256:} before
   * base16, nix32 or base64, told apart by their length. Hexadecimal digits may be of either case,
   * as in Nix; nothing else has two spellings.
   *
   * @throws HashSyntaxException if {@code text} is anything else
   */
  public static NixHash parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Sri.parse(text);
    }
    return digest(text, text.substring(colon + 1), algorithm(text, text.substring(0, colon)));
  }

  /**
   * Parses any spelling of a hash of this algorithm; it may leave out the algorithm.
   *
   * @throws HashSyntaxException if {@code text} is anything else, or names another algorithm
   */
  public static NixHash parse(String text, HashAlgorithm algorithm) {
    if (!namesAlgorithm(text)) {
      return digest(text, text, algorithm);
    }
    NixHash hash = parse(text);
    if (hash.algorithm != algorithm) {
      throw new HashSyntaxException(
          text, "it is of " + hash.algorithm + " where " + algorithm + " is asked for");
    }
    return hash;
  }

  /** Whether {@code text} has the prefix of a spelling that names its algorithm. */
  public static boolean namesAlgorithm(String text) {
    return text.indexOf(':') >= 0 || text.indexOf('-') >= 0;
  }

  /** What made the digest. */
  public HashAlgorithm algorithm() {
    return algorithm;
  }

  /** The bytes, as a copy. */
  public byte[] digest() {
    return digest.clone();
  }

  /** The one canonical spelling in this format. */
  public String format(HashFormat format) {
    return switch (format) {
      case SRI -> Sri.format(this);
      case NIX32 -> NixBase32.encode(digest);
      case BASE16 -> HexFormat.of().formatHex(digest);
      case BASE64 -> Base64.getEncoder().encodeToString(digest);
    };
  }

  /**
   * The spelling of {@code outputHash}, such as {@code
   * sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=}.
   */
  public String sri() {
    return format(HashFormat.SRI);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NixHash that
        && algorithm == that.algorithm
        && Arrays.equals(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  /** The same as {@link #sri}. */
  @Override
  public String toString() {
    return sri();
  }

  static HashAlgorithm algorithm(String text, String name) {
    return HashAlgorithm.named(name)
        .orElseThrow(
            () ->
                new HashSyntaxException(
                    text, "'" + name + "' is none of " + Arrays.toString(HashAlgorithm.values())));
  }

  static HashSyntaxException syntax(String text, IllegalArgumentException cause) {
    var failure = new HashSyntaxException(text, String.valueOf(cause.getMessage()));
    failure.initCause(cause);
    return failure;
  }

  private static NixHash digest(String text, String digits, HashAlgorithm algorithm) {
    int bytes = algorithm.bytes();
    int base16 = 2 * bytes;
    int nix32 = NixBase32.digits(bytes);
    int base64 = 4 * ((bytes + 2) / 3);
    try {
      if (digits.length() == base16) {
        return new NixHash(algorithm, HexFormat.of().parseHex(digits));
      }
      if (digits.length() == nix32) {
        return new NixHash(algorithm, NixBase32.decode(digits, bytes));
      }
      if (digits.length() == base64) {
        return new NixHash(algorithm, Sri.decodeBase64(digits, bytes));
      }
    } catch (IllegalArgumentException e) {
      throw syntax(text, e);
    }
    throw new HashSyntaxException(
        text,
        "%s has %d characters in base16, %d in nix32, %d in base64, not %d"
            .formatted(algorithm, base16, nix32, base64, digits.length()));
  }
}
