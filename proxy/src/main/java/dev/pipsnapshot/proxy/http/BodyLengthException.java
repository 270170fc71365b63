package dev.pipsnapshot.proxy.http;

import java.util.OptionalLong;

/** A feed gave more or fewer bytes than its reply announced. */
final class BodyLengthException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BodyLengthException(long given, OptionalLong announced) {
    super("a body of " + announced + " bytes was announced, and the feed gave " + given);
  }
}
