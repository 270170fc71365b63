package dev.pipsnapshot.proxy.cache;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * An upstream page as it was answered.
 *
 * @param body the bytes, shared, so not to be changed; duplicate before reading
 * @param contentType value of {@code Content-Type}
 * @param url where it came from, after redirects; relative links are relative to this. Stored
 *     without credentials
 * @param entityTag value of {@code ETag} as sent, for {@code If-None-Match}
 * @param lastModified value of {@code Last-Modified} as sent, for {@code If-Modified-Since}
 * @param fetchedAt when upstream was asked, or last said that nothing has changed
 */
public record KeptPage(
    ByteBuffer body,
    String contentType,
    URI url,
    Optional<String> entityTag,
    Optional<String> lastModified,
    Instant fetchedAt) {
  /** Of a page of which it is not known when it was fetched: it is older than anything. */
  public static final Instant TIME_UNKNOWN = Instant.EPOCH;

  public KeptPage {
    requireNonNull(body, "body is null");
    requireNonNull(contentType, "contentType is null");
    requireNonNull(url, "url is null");
    requireNonNull(entityTag, "entityTag is null");
    requireNonNull(lastModified, "lastModified is null");
    requireNonNull(fetchedAt, "fetchedAt is null");
  }

  /**
   * The same page as it counts at {@code now}: one from the future was fetched while the clock ran
   * ahead, nobody knows how far.
   */
  public KeptPage asOf(Instant now) {
    return fetchedAt.isAfter(now) ? revalidatedAt(TIME_UNKNOWN) : this;
  }

  /** The same page, known to be unchanged at {@code instant}. */
  public KeptPage revalidatedAt(Instant instant) {
    return new KeptPage(body, contentType, url, entityTag, lastModified, instant);
  }
}
