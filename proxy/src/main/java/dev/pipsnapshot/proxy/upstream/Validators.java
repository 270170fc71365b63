package dev.pipsnapshot.proxy.upstream;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What an answer can be revalidated with (RFC 9110, section 8.8), exactly as upstream sent it.
 *
 * @param entityTag value of {@code ETag}
 * @param lastModified value of {@code Last-Modified}
 */
public record Validators(Optional<String> entityTag, Optional<String> lastModified) {
  /** An answer that cannot be revalidated, which is normal. */
  public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

  public Validators {
    requireNonNull(entityTag, "entityTag is null");
    requireNonNull(lastModified, "lastModified is null");
  }

  /** Whether there is nothing to revalidate with. */
  public boolean isEmpty() {
    return entityTag.isEmpty() && lastModified.isEmpty();
  }
}
