package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.proxy.body.BodyFeed;
import dev.pipsnapshot.proxy.body.ByteRange;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The answer to a {@link Request}, free of HTTP: the front end decides statuses and headers. */
public sealed interface Reply {
  /**
   * A document that is whole in memory and may be shared between clients.
   *
   * @param body the bytes as they go out: read-only, to be duplicated before it is read
   * @param contentType value of {@code Content-Type}
   * @param coding {@code gzip}, or empty for none
   * @param entityTag strong validator without quotes, of exactly these bytes; empty for documents
   *     made anew each time
   * @param fetchedAt when upstream said what is in it, for another pip-snapshot that asks
   */
  record Document(
      ByteBuffer body,
      String contentType,
      Optional<String> coding,
      Optional<String> entityTag,
      Optional<Instant> fetchedAt)
      implements Reply {
    /** A document that does not tell its age. */
    public Document(
        ByteBuffer body, String contentType, Optional<String> coding, Optional<String> entityTag) {
      this(body, contentType, coding, entityTag, Optional.empty());
    }

    /** The same, of which upstream said so then. */
    public Document fetchedAt(Instant time) {
      return new Document(body, contentType, coding, entityTag, Optional.of(time));
    }
  }

  /**
   * An immutable file, or the asked range of it. Whoever gets this closes the feed.
   *
   * @param feed the bytes
   * @param totalLength length of the whole file in bytes, where it is known
   * @param range the bytes that the feed gives, if it does not give the whole file
   * @param contentType value of {@code Content-Type}
   * @param entityTag strong validator without quotes
   */
  record File(
      BodyFeed feed,
      OptionalLong totalLength,
      Optional<ByteRange> range,
      String contentType,
      Optional<String> entityTag)
      implements Reply {}

  /** A body passed on while it comes, of unknown length: the project list. */
  record PassedThrough(BodyFeed feed, String contentType, Optional<String> note) implements Reply {}

  /** The asked range lies outside the file. */
  record RangeNotSatisfiable(long totalLength) implements Reply {}

  /** There is no such thing, or not in this view; the diagnostic says which of the two. */
  record Missing(Diagnostic diagnostic) implements Reply {}

  /** It cannot be answered now. */
  record Failed(Cause cause, Diagnostic diagnostic) implements Reply {}

  /** Why a request that is right in itself cannot be answered. */
  enum Cause {
    /** Upstream cannot be reached, answered nonsense, or lacks what the view needs. */
    BAD_UPSTREAM,
    /** Upstream did not answer in time. */
    UPSTREAM_TIMEOUT,
    /** Too much work in hand here. */
    OVERLOADED,
    /** A fault of ours. */
    INTERNAL
  }
}
