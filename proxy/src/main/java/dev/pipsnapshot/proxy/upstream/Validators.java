package dev.pipsnapshot.proxy.upstream;

import static java.util.Objects.requireNonNull;

import dev.pipsnapshot.proxy.index.AsciiSet;
import java.util.Optional;

/**
 * What an answer can be revalidated with (RFC 9110, section 8.8), exactly as upstream sent it. What
 * no request could carry is left out: servers send anything.
 *
 * @param entityTag value of {@code ETag}
 * @param lastModified value of {@code Last-Modified}
 */
public record Validators(Optional<String> entityTag, Optional<String> lastModified) {
  private static final AsciiSet SENDABLE = AsciiSet.range(' ', '~').and("\t");

  /** An answer that cannot be revalidated, which is normal. */
  public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

  public Validators {
    requireNonNull(entityTag, "entityTag is null");
    requireNonNull(lastModified, "lastModified is null");
    entityTag = entityTag.filter(Validators::canBeSent);
    lastModified = lastModified.filter(Validators::canBeSent);
  }

  /** Whether there is nothing to revalidate with. */
  public boolean isEmpty() {
    return entityTag.isEmpty() && lastModified.isEmpty();
  }

  /**
   * Whether a field may have this value without a guess at its encoding (RFC 9110, section 5.5).
   */
  static boolean canBeSent(String value) {
    return SENDABLE.containsAllOf(value);
  }
}
