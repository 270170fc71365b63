package dev.pipsnapshot.integration.support.http;

/** What a server does to a stream of HTTP/2 (RFC 9113). */
public enum StreamEnd {
  /** Answers it. */
  ANSWERED,
  /** RST_STREAM with REFUSED_STREAM: it has done nothing with the request. */
  REFUSED,
  /** GOAWAY that leaves the stream out: as above, and the connection takes no more. */
  LEFT_OUT,
  /** RST_STREAM with INTERNAL_ERROR in the middle of the body. */
  RESET_HALFWAY,
  /** GOAWAY that leaves the stream out, in the middle of the body. */
  LEFT_OUT_HALFWAY,
  /** GOAWAY in the middle of the body, and then the rest: a server that stops in good order. */
  LAST_OF_ITS_CONNECTION
}
