package dev.pipsnapshot.proxy.http;

/** A request that is answered before it is routed, and whose connection is closed after that. */
final class RefusedRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Response response;

  RefusedRequestException(Response response) {
    super(response.status().toString(), null, false, false);
    this.response = response;
  }

  Response response() {
    return response;
  }
}
