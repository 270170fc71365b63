package dev.pipsnapshot.proxy.cache;

import dev.pipsnapshot.hasher.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Core metadata of wheels (PEP 658) on disk. Blocking. What cannot be kept is not kept, with a word
 * in the log; what is damaged counts as absent.
 */
public final class MetadataStore {
  private static final Logger log = LoggerFactory.getLogger(MetadataStore.class);

  /** Far above the longest description that an index takes. */
  private static final long MAX_BYTES = 64L << 20;

  private final CacheLayout layout;
  private final AtomicFile files;
  private final Outage outage = new Outage();

  MetadataStore(CacheLayout layout, AtomicFile files) {
    this.layout = layout;
    this.files = files;
  }

  /** The metadata of the wheel with this SHA-256, byte for byte as it was stored. */
  public Optional<byte[]> find(Sha256 wheel) {
    try {
      return AtomicFile.read(layout.metadata(wheel), MAX_BYTES).flatMap(MetadataStore::checked);
    } catch (IOException e) {
      log.warn("event=metadata-unreadable artifact={} cause=\"{}\"", wheel, e.toString());
      return Optional.empty();
    }
  }

  /** Keeps {@code metadata} for the wheel with this SHA-256. */
  public void store(Sha256 wheel, byte[] metadata) {
    try {
      files.write(
          layout.metadata(wheel),
          ByteBuffer.wrap(Digests.sha256(metadata).bytes()),
          ByteBuffer.wrap(metadata));
      outage.ends();
    } catch (IOException e) {
      log.atLevel(outage.failed())
          .log("event=metadata-not-kept artifact={} cause=\"{}\"", wheel, e.toString());
    }
  }

  private static Optional<byte[]> checked(byte[] file) {
    if (file.length < Sha256.BYTES) {
      return Optional.empty();
    }
    byte[] metadata = Arrays.copyOfRange(file, Sha256.BYTES, file.length);
    return Arrays.equals(file, 0, Sha256.BYTES, Digests.sha256(metadata).bytes(), 0, Sha256.BYTES)
        ? Optional.of(metadata)
        : Optional.empty();
  }
}
