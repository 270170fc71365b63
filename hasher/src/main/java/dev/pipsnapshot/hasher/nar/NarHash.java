package dev.pipsnapshot.hasher.nar;

import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.hasher.nix.NixHash;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The hash of a file tree's archive: what Nix calls {@code outputHash} in recursive mode.
 *
 * @param hash the same as {@code nix-hash --type ALGORITHM} prints for the tree
 * @param size bytes in the archive
 */
public record NarHash(NixHash hash, long size) {

  /**
   * Hashes the tree at {@code root}: a directory, a file, or a symbolic link, which is not
   * followed. Reads ahead on threads of its own; memory does not depend on the sizes of files.
   *
   * @throws NarException if a part of it cannot be read, changes meanwhile, or has no place in an
   *     archive
   * @throws IOException if the thread is interrupted
   */
  public static NarHash of(Path root, HashAlgorithm algorithm) throws IOException {
    try (SegmentReadAhead archive = SegmentReadAhead.of(new TreeWalk(root))) {
      var sink = new DigestSink(algorithm);
      archive.writeTo(sink);
      return new NarHash(sink.hash(), sink.size());
    }
  }
}
