package dev.pipsnapshot.fetcher.lock;

/** An entry of a lock that cannot be used; the message is a clause that says why. */
final class UnsuitableEntry extends Exception {
  private static final long serialVersionUID = 1L;

  UnsuitableEntry(String reason) {
    super(reason);
  }
}
