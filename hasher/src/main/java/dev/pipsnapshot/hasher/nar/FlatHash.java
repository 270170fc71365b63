package dev.pipsnapshot.hasher.nar;

import dev.pipsnapshot.hasher.nix.HashAlgorithm;
import dev.pipsnapshot.hasher.nix.NixHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The hash of a file's bytes alone: what Nix calls {@code outputHash} in flat mode.
 *
 * @param hash the same as {@code nix-hash --flat --type ALGORITHM} prints for the file
 * @param size bytes in the file
 */
public record FlatHash(NixHash hash, long size) {

  /**
   * Hashes the regular file at {@code file}; a symbolic link is followed, as {@code nix-hash
   * --flat} does.
   *
   * @throws NarException if it cannot be read, changes meanwhile, or is no regular file
   * @throws IOException if the thread is interrupted
   */
  public static FlatHash of(Path file, HashAlgorithm algorithm) throws IOException {
    Path regular = regularFile(file);
    try (SegmentReadAhead contents =
        SegmentReadAhead.of(out -> out.appendFile(regular, size(regular)))) {
      var sink = new DigestSink(algorithm);
      contents.writeTo(sink);
      return new FlatHash(sink.hash(), sink.size());
    }
  }

  private static Path regularFile(Path file) throws NarException {
    try {
      if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
        throw UnsupportedFileTypeException.notRegular(file);
      }
      return Files.isSymbolicLink(file) ? file.toRealPath() : file;
    } catch (NarException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableFileException(file, e);
    }
  }

  private static long size(Path file) throws UnreadableFileException {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UnreadableFileException(file, e);
    }
  }
}
