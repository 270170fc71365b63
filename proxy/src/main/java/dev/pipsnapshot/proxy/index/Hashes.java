package dev.pipsnapshot.proxy.index;

import dev.pipsnapshot.hasher.Sha256;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The digests that an index lists for one file, in its order.
 *
 * @param byAlgorithm algorithm as in Python's {@code hashlib} to lower-case hexadecimal digest
 */
public record Hashes(Map<String, String> byAlgorithm) {
  /** No digest at all. */
  public static final Hashes NONE = new Hashes(Map.of());

  private static final String SHA256 = "sha256";
  private static final AsciiSet HEX = AsciiSet.LOWER_HEX.and("ABCDEF");
  private static final AsciiSet IN_ALGORITHMS =
      AsciiSet.of("abcdefghijklmnopqrstuvwxyz0123456789_-");

  /**
   * Checks each digest and makes it lower-case.
   *
   * @throws IllegalArgumentException if an algorithm's name or a digest cannot be one
   */
  public Hashes {
    byAlgorithm = byAlgorithm.size() == 1 ? checkedOne(byAlgorithm) : checkedAll(byAlgorithm);
  }

  /** A single digest. */
  public static Hashes of(String algorithm, String digest) {
    return new Hashes(Map.of(algorithm, digest));
  }

  /** Whether {@link #of} would accept this pair. */
  public static boolean isValid(String algorithm, String digest) {
    return isLength(digest.length(), algorithm) && HEX.containsAllOf(digest);
  }

  /** The SHA-256 digest, the one that files are stored under. */
  public Optional<Sha256> sha256() {
    return get(SHA256).map(Sha256::parse);
  }

  /** The hexadecimal digest by {@code algorithm}. */
  public Optional<String> get(String algorithm) {
    return Optional.ofNullable(byAlgorithm.get(algorithm));
  }

  /** Whether there is no digest at all. */
  public boolean isEmpty() {
    return byAlgorithm.isEmpty();
  }

  private static String digest(String algorithm, String digest) {
    if (isLength(digest.length(), algorithm) && AsciiSet.LOWER_HEX.containsAllOf(digest)) {
      return digest;
    }
    if (!isValid(algorithm, digest)) {
      throw new IllegalArgumentException("not a digest: " + algorithm + "=" + digest);
    }
    return digest.toLowerCase(Locale.ROOT);
  }

  /** Whether digests by {@code algorithm}, if there can be one of that name, may be so long. */
  private static boolean isLength(int digits, String algorithm) {
    if (algorithm.equals(SHA256)) {
      return digits == 2 * Sha256.BYTES;
    }
    return digits > 0
        && digits % 2 == 0
        && !algorithm.isEmpty()
        && IN_ALGORITHMS.containsAllOf(algorithm);
  }

  /** Pages list thousands of files with one digest each: a one-entry map takes the least room. */
  private static Map<String, String> checkedOne(Map<String, String> one) {
    var entry = one.entrySet().iterator().next();
    var digest = digest(entry.getKey(), entry.getValue());
    return digest.equals(entry.getValue()) ? Map.copyOf(one) : Map.of(entry.getKey(), digest);
  }

  private static Map<String, String> checkedAll(Map<String, String> all) {
    var checked = new LinkedHashMap<String, String>();
    all.forEach((algorithm, digest) -> checked.put(algorithm, digest(algorithm, digest)));
    return Collections.unmodifiableMap(checked);
  }
}
