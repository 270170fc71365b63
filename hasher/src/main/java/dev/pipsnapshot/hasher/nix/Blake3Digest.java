package dev.pipsnapshot.hasher.nix;

import java.security.MessageDigest;
import org.bouncycastle.jcajce.provider.digest.Blake3;

/** Apart from {@link HashAlgorithm}, so that only who asks for BLAKE3 loads its library. */
final class Blake3Digest {
  private Blake3Digest() {}

  static MessageDigest create() {
    return new Blake3.Blake3_256();
  }
}
