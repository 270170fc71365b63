package dev.pipsnapshot.proxy.route;

/** A request target that no honest client sends; the message says what is wrong with it. */
final class MalformedTargetException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  MalformedTargetException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
