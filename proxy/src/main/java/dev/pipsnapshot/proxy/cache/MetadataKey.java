package dev.pipsnapshot.proxy.cache;

import static java.util.Objects.requireNonNull;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Core metadata as one index has it. What another index, which may be anybody's, gives for a file
 * that it says is the same, is something else; and so is what an index gives once its page says
 * something else.
 *
 * @param index base URL of the index whose page lists the file
 * @param artifact the file
 * @param advertised the digest that the page tells of the metadata, if it does
 */
public record MetadataKey(URI index, ArtifactKey artifact, Optional<Sha256> advertised) {
  public MetadataKey {
    requireNonNull(index, "index is null");
    requireNonNull(artifact, "artifact is null");
    requireNonNull(advertised, "advertised is null");
  }

  /** The name of it. */
  public Sha256 digest() {
    String name =
        PublicUrl.of(index)
            + "\n"
            + (artifact instanceof ArtifactKey.ByContent ? "sha256" : "url")
            + "\n"
            + CacheLayout.digest(artifact)
            + "\n"
            + advertised.map(Sha256::hex).orElse("");
    return Digests.sha256(name.getBytes(StandardCharsets.UTF_8));
  }
}
