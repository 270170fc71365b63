package dev.pipsnapshot.proxy.http;

import dev.pipsnapshot.proxy.body.BodyFeed;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** What follows a response head. */
sealed interface ResponseBody {
  /** Nothing ever follows, as after 304. */
  record None() implements ResponseBody {}

  /** Bytes at hand, to be duplicated before they are read. */
  record Whole(ByteBuffer bytes) implements ResponseBody {}

  /** Bytes that come piece by piece, in all {@code length} where that is known. */
  record Fed(BodyFeed feed, OptionalLong length) implements ResponseBody {}
}
