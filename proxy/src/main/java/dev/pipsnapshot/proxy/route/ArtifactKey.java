package dev.pipsnapshot.proxy.route;

import dev.pipsnapshot.hasher.Sha256;
import org.jspecify.annotations.Nullable;

/** How a file URL names an artifact. */
public sealed interface ArtifactKey {
  /**
   * By the digest of its content: {@code /files/{sha256}/{filename}}.
   *
   * <p>Its equality is written out: what the compiler leaves to the JVM to assemble at the first
   * call delays a start (docs/performance.md).
   */
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
  record ByUrl(Sha256 urlDigest) implements ArtifactKey {}
}
