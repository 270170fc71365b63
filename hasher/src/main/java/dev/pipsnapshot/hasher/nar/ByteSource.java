package dev.pipsnapshot.hasher.nar;

import java.io.IOException;

/** Writes all of what is to be hashed. */
@FunctionalInterface
interface ByteSource {
  void writeTo(SegmentWriter out) throws IOException;
}
