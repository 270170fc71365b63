package dev.pipsnapshot.hasher.nar;

import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.hasher.nix.NixHash;
import java.security.MessageDigest;

/** Hashes and counts what it takes. */
final class DigestSink implements ByteSink {
  private final HashAlgorithm algorithm;
  private final MessageDigest digest;
  private long size;

  DigestSink(HashAlgorithm algorithm) {
    this.algorithm = algorithm;
    this.digest = algorithm.newDigest();
  }

  @Override
  public void accept(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    size += length;
  }

  /** The hash of all bytes so far; to be asked for once. */
  NixHash hash() {
    return NixHash.of(algorithm, digest.digest());
  }

  long size() {
    return size;
  }
}
