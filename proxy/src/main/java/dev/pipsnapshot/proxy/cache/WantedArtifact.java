package dev.pipsnapshot.proxy.cache;

import static java.util.Objects.requireNonNull;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.util.Map;
import java.util.OptionalLong;

/**
 * An artifact, and all that is known of it before it is here. Everything given is checked.
 *
 * @param key by content if its SHA-256 is known, else by URL
 * @param size its size in bytes, where the index says
 * @param hashes other digests in hexadecimal by their names in Python's hashlib ({@code md5},
 *     {@code sha1}, {@code blake2b}); algorithms that are not known here are not checked
 */
public record WantedArtifact(ArtifactKey key, OptionalLong size, Map<String, String> hashes) {
  public WantedArtifact {
    requireNonNull(key, "key is null");
    requireNonNull(size, "size is null");
    hashes = Map.copyOf(hashes);
  }

  /** The artifact with this digest, of unknown size. */
  public static WantedArtifact of(Sha256 digest) {
    return new WantedArtifact(new ArtifactKey.ByContent(digest), OptionalLong.empty(), Map.of());
  }

  /** The same artifact with its size. */
  public WantedArtifact withSize(long bytes) {
    return new WantedArtifact(key, OptionalLong.of(bytes), hashes);
  }
}
