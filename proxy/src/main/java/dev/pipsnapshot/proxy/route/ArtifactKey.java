package dev.pipsnapshot.proxy.route;

import dev.pipsnapshot.hasher.Sha256;

/** How a file URL names an artifact. */
public sealed interface ArtifactKey {
  /** By the digest of its content: {@code /files/{sha256}/{filename}}. */
  record ByContent(Sha256 digest) implements ArtifactKey {}

  /**
   * By the digest of its upstream URL, for a file listed without a sha256: {@code
   * /files/url-{sha256 of the URL}/{filename}}.
   */
  record ByUrl(Sha256 urlDigest) implements ArtifactKey {}
}
