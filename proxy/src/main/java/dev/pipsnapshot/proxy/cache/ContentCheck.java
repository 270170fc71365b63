package dev.pipsnapshot.proxy.cache;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Hashes a body as it comes and holds it against all that is known of it. Not thread-safe. */
public final class ContentCheck {
  private final WantedArtifact wanted;
  private final MessageDigest content = Digests.sha256();
  private final Map<String, MessageDigest> listed = new TreeMap<>();
  private long length;

  public ContentCheck(WantedArtifact wanted) {
    this.wanted = wanted;
    for (String algorithm : wanted.hashes().keySet()) {
      Digests.named(algorithm).ifPresent(digest -> listed.put(algorithm, digest));
    }
  }

  public void update(ByteBuffer bytes) {
    length += bytes.remaining();
    content.update(bytes.duplicate());
    listed.values().forEach(digest -> digest.update(bytes.duplicate()));
  }

  /** Whether what has come so far is known to be the whole body. */
  public boolean isComplete() {
    if (!(wanted.key() instanceof ArtifactKey.ByContent expected) || length == 0) {
      return false;
    }
    try {
      var soFar = (MessageDigest) content.clone();
      return expected.digest().equals(Sha256.of(soFar.digest()));
    } catch (CloneNotSupportedException e) {
      return false;
    }
  }

  /**
   * What the body hashes to, once it is whole. May be called once.
   *
   * @throws CacheException.Mismatch if it is not the wanted artifact
   */
  public Sha256 verify() {
    Optional<Long> size = wanted.size().stream().boxed().findFirst();
    if (size.isPresent() && size.get() != length) {
      throw CacheException.Mismatch.length(size.get(), length);
    }
    Sha256 actual = Sha256.of(content.digest());
    if (wanted.key() instanceof ArtifactKey.ByContent expected
        && !expected.digest().equals(actual)) {
      throw CacheException.Mismatch.digest("sha256", expected.digest().hex(), actual.hex());
    }
    listed.forEach(this::verify);
    return actual;
  }

  private void verify(String algorithm, MessageDigest digest) {
    String expected = String.valueOf(wanted.hashes().get(algorithm));
    String actual = HexFormat.of().formatHex(digest.digest());
    if (!actual.equalsIgnoreCase(expected)) {
      throw CacheException.Mismatch.digest(algorithm, expected, actual);
    }
  }
}
