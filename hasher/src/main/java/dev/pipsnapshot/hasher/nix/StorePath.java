package dev.pipsnapshot.hasher.nix;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pipsnapshot.hasher.Sha256;
import java.security.MessageDigest;

/**
 * A path in {@code /nix/store}, see the Nix manual, "Complete Store Path Calculation".
 *
 * @param digest 32 digits of Nix's base 32
 * @param name what follows them
 */
public record StorePath(String digest, StoreName name) {
  private static final String STORE = "/nix/store";
  private static final int DIGEST_BYTES = 20;

  public StorePath {
    NixBase32.decode(digest, DIGEST_BYTES);
  }

  /**
   * The path that a fixed-output derivation of this name gets, when its output, taken by {@code
   * method}, has this hash; it refers to no other path. The same as {@code nix-store
   * --print-fixed-path}.
   */
  public static StorePath fixedOutput(StoreName name, IngestionMethod method, NixHash hash) {
    if (method == IngestionMethod.RECURSIVE && hash.algorithm() == HashAlgorithm.SHA256) {
      return of("source", hash, name);
    }
    String address =
        "fixed:out:"
            + method.prefix()
            + hash.algorithm()
            + ":"
            + hash.format(HashFormat.BASE16)
            + ":";
    return of("output:out", sha256(address), name);
  }

  /** The whole path, such as {@code /nix/store/gfi29f6qqipwfxlxxzjs4h74la1sn2sk-py-reqs}. */
  @Override
  public String toString() {
    return STORE + "/" + digest + "-" + name;
  }

  private static StorePath of(String type, NixHash inner, StoreName name) {
    String fingerprint =
        type + ":sha256:" + inner.format(HashFormat.BASE16) + ":" + STORE + ":" + name;
    return new StorePath(NixBase32.encode(compress(sha256(fingerprint).digest())), name);
  }

  private static byte[] compress(byte[] digest) {
    var folded = new byte[DIGEST_BYTES];
    for (int i = 0; i < digest.length; i++) {
      folded[i % DIGEST_BYTES] ^= digest[i];
    }
    return folded;
  }

  private static NixHash sha256(String text) {
    MessageDigest digest = HashAlgorithm.SHA256.newDigest();
    return NixHash.of(Sha256.of(digest.digest(text.getBytes(US_ASCII))));
  }
}
