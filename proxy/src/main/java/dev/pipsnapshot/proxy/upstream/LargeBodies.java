package dev.pipsnapshot.proxy.upstream;

import java.io.IOException;

/**
 * Lets large bodies into memory, few at a time. Asked on the thread that reads one, which it may
 * block.
 */
public interface LargeBodies {
  /** More bytes than this are a large body. */
  int LARGE = 4 << 20;

  /** Lets everything in. */
  LargeBodies ANY =
      new LargeBodies() {
        @Override
        public void enter() {}

        @Override
        public void leave() {}
      };

  /**
   * Returns when more than {@link #LARGE} bytes of a body may be read.
   *
   * <p>May throw a runtime exception instead, which the request fails with: it is not tried again.
   *
   * @throws IOException if nobody wants the body any more
   */
  void enter() throws IOException;

  /** To be called when what was let in is not going to be a body after all. */
  void leave();
}
