package dev.pipsnapshot.hasher.nar;

import java.io.IOException;

/** Where a writer gets its segments from and sends them to. */
interface SegmentQueue {
  /** A segment to fill; waits while all are on their way. */
  Segment takeEmpty() throws IOException;

  /** Hands on a segment, to be consumed after all that were sent before it. */
  void send(Segment segment);
}
