package dev.pipsnapshot.hasher.nar;

import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.hasher.nix.NixHash;
import java.security.MessageDigest;

/** Hashes and counts what it takes. */
final class DigestSink implements ByteSink {
  /**
   * The JDK hashes with the processor's instructions once the method that leads there is compiled,
   * which takes a few calls, and tens of times slower until then: the first calls are short.
   */
  private static final int SHORT_CALL = 1 << 9;

  private static final long BYTES_IN_SHORT_CALLS = 1 << 14;

  private final HashAlgorithm algorithm;
  private final MessageDigest digest;
  private long size;

  DigestSink(HashAlgorithm algorithm) {
    this.algorithm = algorithm;
    this.digest = algorithm.newDigest();
  }

  @Override
  public void accept(byte[] bytes, int offset, int length) {
    int done = 0;
    while (size < BYTES_IN_SHORT_CALLS && done < length) {
      int count = Math.min(SHORT_CALL, length - done);
      digest.update(bytes, offset + done, count);
      size += count;
      done += count;
    }
    digest.update(bytes, offset + done, length - done);
    size += length - done;
  }

  /** The hash of all bytes so far; to be asked for once. */
  NixHash hash() {
    return NixHash.of(algorithm, digest.digest());
  }

  long size() {
    return size;
  }
}
