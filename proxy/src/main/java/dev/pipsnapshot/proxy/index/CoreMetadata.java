package dev.pipsnapshot.proxy.index;

import dev.pipsnapshot.hasher.Sha256;
import java.util.Optional;

/** Whether a file's core metadata can be fetched beside it, under {@code .metadata} (PEP 658). */
public sealed interface CoreMetadata {
  /** The index does not say that it can. */
  record NotAdvertised() implements CoreMetadata {}

  /**
   * It can.
   *
   * @param hashes digests of the metadata, possibly none
   */
  record Advertised(Hashes hashes) implements CoreMetadata {}

  /** The sha256 that the index tells of it. */
  static Optional<Sha256> digest(CoreMetadata metadata) {
    return metadata instanceof Advertised advertised
        ? advertised.hashes().sha256()
        : Optional.empty();
  }
}
