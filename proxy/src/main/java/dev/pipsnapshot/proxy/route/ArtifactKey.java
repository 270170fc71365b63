package dev.pipsnapshot.proxy.route;

import dev.pipsnapshot.hasher.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * How a file URL names an artifact.
 *
 * <p>Equality is written out: the methods that a record gets are assembled by the JVM when they are
 * first called, which short runs would feel (docs/performance.md).
 */
public sealed interface ArtifactKey {
  /** By the digest of its content: {@code /files/{sha256}/{filename}}. */
  record ByContent(Sha256 digest) implements ArtifactKey {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ByContent that && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
      return digest.hashCode();
    }
  }

  /**
   * By the digest of its upstream URL, for a file listed without a sha256: {@code
   * /files/url-{sha256 of the URL}/{filename}}.
   */
  record ByUrl(Sha256 urlDigest) implements ArtifactKey {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ByUrl that && urlDigest.equals(that.urlDigest);
    }

    @Override
    public int hashCode() {
      return urlDigest.hashCode();
    }
  }
}
