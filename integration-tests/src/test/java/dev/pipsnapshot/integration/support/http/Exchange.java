package dev.pipsnapshot.integration.support.http;

import java.util.concurrent.atomic.AtomicLong;

/** A request and what became of it; the counters move while the answer is on its way. */
public final class Exchange {
  private final ReceivedRequest request;
  private final AtomicLong bodyBytes = new AtomicLong();
  private volatile int status;

  Exchange(ReceivedRequest request) {
    this.request = request;
  }

  /** What was asked. */
  public ReceivedRequest request() {
    return request;
  }

  /** The status answered, or 0 if none has been sent. */
  public int status() {
    return status;
  }

  /** Bytes of the body sent so far, without framing. */
  public long bodyBytes() {
    return bodyBytes.get();
  }

  void answered(int sentStatus) {
    status = sentStatus;
  }

  void sent(int bytes) {
    bodyBytes.addAndGet(bytes);
  }

  @Override
  public String toString() {
    return request.method() + " " + request.target() + " " + status + " " + bodyBytes + " bytes";
  }
}
