package dev.pipsnapshot.hasher.nar;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Writes Nix archives, byte for byte those of {@code nix-store --dump}. */
public final class NarWriter {
  private NarWriter() {}

  /**
   * Writes the archive of the tree at {@code root} to {@code out}, which it neither flushes nor
   * closes. What was written before a failure is the beginning of an archive and worth nothing.
   *
   * @throws NarException if a part of the tree cannot be read, changes meanwhile, or has no place
   *     in an archive
   * @throws IOException if {@code out} fails or the thread is interrupted
   */
  public static void write(Path root, OutputStream out) throws IOException {
    try (SegmentReadAhead archive = SegmentReadAhead.of(new TreeWalk(root))) {
      archive.writeTo(out::write);
    }
  }
}
