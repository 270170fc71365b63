package dev.pipsnapshot.proxy.service.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class StreamFeedTest {
  private final Queue<Runnable> work = new ArrayDeque<>();

  @Test
  void isClosedByItsReaderWhereItIsClosedInMidRead() {
    var stream = new Watched();
    var feed = new StreamFeed(stream, work::add);
    stream.whileRead = feed::close;
    var piece = feed.next();
    work.remove().run();

    assertThat(piece).isCompletedWithValueMatching(read -> read.isPresent());
    assertThat(stream.closedInRead).isFalse();
    assertThat(stream.closes).isEqualTo(1);
    var later = feed.next();
    work.remove().run();
    assertThat(later).isCompletedWithValueMatching(read -> read.isEmpty());
  }

  @Test
  void isClosedOnceWhereNobodyReads() {
    var stream = new Watched();
    var feed = new StreamFeed(stream, work::add);
    feed.close();
    feed.close();
    while (!work.isEmpty()) {
      work.remove().run();
    }
    assertThat(stream.closes).isEqualTo(1);
  }

  /** Tells when it is closed. */
  private static final class Watched extends ByteArrayInputStream {
    private Runnable whileRead = () -> {};
    private boolean inRead;
    private boolean closedInRead;
    private int closes;

    private Watched() {
      super(new byte[10]);
    }

    @Override
    public byte[] readNBytes(int length) {
      inRead = true;
      whileRead.run();
      inRead = false;
      return new byte[length];
    }

    @Override
    public void close() {
      closes++;
      closedInRead |= inRead;
    }
  }
}
