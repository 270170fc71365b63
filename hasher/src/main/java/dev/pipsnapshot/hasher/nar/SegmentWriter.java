package dev.pipsnapshot.hasher.nar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Cuts a stream of bytes into segments and sends them off in order. For one thread. */
final class SegmentWriter {
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final byte[] zeros = new byte[NarTokens.ALIGNMENT];
  private final ContentReader reader;
  private final SegmentQueue queue;
  private Segment segment;

  SegmentWriter(SegmentQueue queue, ContentReader reader) throws IOException {
    this.queue = queue;
    this.reader = reader;
    this.segment = queue.takeEmpty();
  }

  /** Bytes that fit into the current segment, at least one. */
  int room() throws IOException {
    if (segment.room() == 0) {
      send();
    }
    return segment.room();
  }

  void append(byte[] bytes) throws IOException {
    append(bytes, bytes.length);
  }

  /** Appends bytes of which there are at most {@link #room}. */
  void append(ByteBuffer bytes) {
    segment.append(bytes);
  }

  /** Appends a string of an archive. */
  void appendString(byte[] bytes) throws IOException {
    appendLength(bytes.length);
    append(bytes);
    appendPadding(bytes.length);
  }

  /** Appends the contents of a file as a string of an archive. */
  void appendContents(Path file, long size) throws IOException {
    appendLength(size);
    appendFile(file, size);
    appendPadding(size);
  }

  /** Appends the bare contents of a file; small ones are left to the threads that read ahead. */
  void appendFile(Path file, long size) throws IOException {
    if (size > SmallFileReader.LARGEST) {
      reader.copy(file, size, this);
      return;
    }
    if (segment.room() < size) {
      send();
    }
    segment.appendLater(file, (int) size);
  }

  /** Sends off what there is. */
  void finish() {
    queue.send(segment);
  }

  private void appendLength(long length) throws IOException {
    append(number.putLong(0, length).array());
  }

  private void appendPadding(long length) throws IOException {
    append(zeros, NarTokens.padding(length));
  }

  private void append(byte[] bytes, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int count = Math.min(room(), length - done);
      segment.append(bytes, done, count);
      done += count;
    }
  }

  private void send() throws IOException {
    queue.send(segment);
    segment = queue.takeEmpty();
  }
}
