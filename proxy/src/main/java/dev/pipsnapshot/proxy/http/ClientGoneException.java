package dev.pipsnapshot.proxy.http;

/** The client closed the connection before it had the whole response. */
final class ClientGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClientGoneException() {
    super("the client has gone", null, false, false);
  }
}
