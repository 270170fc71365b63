package dev.pipsnapshot.hasher.nar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of output bytes, with gaps for the contents of small files that are read later, by another
 * thread. Handed from thread to thread, used by one at a time, and used again.
 */
final class Segment {
  static final int CAPACITY = 1 << 19;

  private final byte[] bytes;
  private final List<Gap> gaps = new ArrayList<>();
  private int length;

  private record Gap(Path file, int offset, int size) {}

  Segment(int capacity) {
    this.bytes = new byte[capacity];
  }

  int room() {
    return bytes.length - length;
  }

  void append(byte[] source, int from, int count) {
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  void append(ByteBuffer source) {
    int count = source.remaining();
    source.get(bytes, length, count);
    length += count;
  }

  /** Leaves room for all of {@code file}. */
  void appendLater(Path file, int size) {
    gaps.add(new Gap(file, length, size));
    length += size;
  }

  /** Whether nothing was left for later. */
  boolean isComplete() {
    return gaps.isEmpty();
  }

  /** Reads the files that were left for later. */
  void fillGaps(SmallFileReader reader) throws NarException {
    for (Gap gap : gaps) {
      reader.read(gap.file(), gap.size(), bytes, gap.offset());
    }
  }

  void writeTo(ByteSink sink) throws IOException {
    sink.accept(bytes, 0, length);
  }

  void clear() {
    gaps.clear();
    length = 0;
  }
}
