package dev.pipsnapshot.hasher.nar;

import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.hasher.nix.NixHash;
import java.security.MessageDigest;

/**
 * Hashes and counts what it takes. The JDK hashes whole blocks with the processor's instructions
 * once the one method that leads there is compiled, and anything else tens of times slower: so it
 * is given whole blocks only, and one by one until a few calls have had that method compiled.
 */
final class DigestSink implements ByteSink {
  /** A multiple of every algorithm's block, in bytes. */
  private static final int BLOCK = 1 << 7;

  private static final int BLOCKS_ONE_BY_ONE = 32;

  private final HashAlgorithm algorithm;
  private final MessageDigest digest;
  private final byte[] block = new byte[BLOCK];
  private int blockLength;
  private long size;

  DigestSink(HashAlgorithm algorithm) {
    this.algorithm = algorithm;
    this.digest = algorithm.newDigest();
  }

  @Override
  public void accept(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int next = offset;
    while (next < end && (blockLength > 0 || size < BLOCKS_ONE_BY_ONE * BLOCK)) {
      int count = Math.min(BLOCK - blockLength, end - next);
      keep(bytes, next, count);
      next += count;
      if (blockLength == BLOCK) {
        digest.update(block, 0, BLOCK);
        blockLength = 0;
      }
      size += count;
    }
    int whole = (end - next) & -BLOCK;
    digest.update(bytes, next, whole);
    keep(bytes, next + whole, end - next - whole);
    size += end - next;
  }

  /** The hash of all bytes so far; to be asked for once. */
  NixHash hash() {
    digest.update(block, 0, blockLength);
    return NixHash.of(algorithm, digest.digest());
  }

  long size() {
    return size;
  }

  private void keep(byte[] bytes, int offset, int length) {
    System.arraycopy(bytes, offset, block, blockLength, length);
    blockLength += length;
  }
}
