package dev.pipsnapshot.proxy.index.codec;

import dev.pipsnapshot.proxy.index.Hashes;
import java.util.Set;

/** Digests as the fragments of links spell them (PEP 503): {@code sha256=0123...}. */
final class Fragment {
  /** Those that installers look for there. Anything else is a fragment of some other kind. */
  private static final Set<String> ALGORITHMS =
      Set.of("sha256", "sha512", "sha384", "sha224", "sha1", "md5");

  private Fragment() {}

  /** The first digest in {@code text}; anything else is none. */
  static Hashes hashes(String text) {
    if (text.isEmpty()) {
      return Hashes.NONE;
    }
    for (var pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        var algorithm = pair.substring(0, equals);
        var digest = pair.substring(equals + 1);
        if (Hashes.isValid(algorithm, digest)) {
          return Hashes.of(algorithm, digest);
        }
      }
    }
    return Hashes.NONE;
  }

  /** Whether something in {@code text} is called a digest and cannot be one. */
  static boolean hasBrokenDigest(String text) {
    if (text.isEmpty()) {
      return false;
    }
    for (var pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && equals < pair.length() - 1) {
        var algorithm = pair.substring(0, equals);
        if (ALGORITHMS.contains(algorithm)
            && !Hashes.isValid(algorithm, pair.substring(equals + 1))) {
          return true;
        }
      }
    }
    return false;
  }
}
