package dev.pipsnapshot.proxy.index;

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
}
