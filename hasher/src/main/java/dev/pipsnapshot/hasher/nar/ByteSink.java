package dev.pipsnapshot.hasher.nar;

import java.io.IOException;

/** Takes bytes in order; a digest or a stream. */
@FunctionalInterface
interface ByteSink {
  /** Takes these bytes before it returns; the array is not its own. */
  void accept(byte[] bytes, int offset, int length) throws IOException;
}
