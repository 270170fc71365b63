package dev.pipsnapshot.proxy.cache;

import dev.pipsnapshot.hasher.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Upstream pages on disk, the newest of each. Blocking. What cannot be kept is not kept, with a
 * word in the log; what is damaged counts as absent.
 */
public final class PageStore {
  private static final Logger log = LoggerFactory.getLogger(PageStore.class);
  private static final long MAX_BYTES = 1L << 30;

  private final CacheLayout layout;
  private final AtomicFile files;

  PageStore(CacheLayout layout, AtomicFile files) {
    this.layout = layout;
    this.files = files;
  }

  /** The page as it was last stored. */
  public Optional<CachedPage> find(PageKey key) {
    try {
      Optional<byte[]> file = AtomicFile.read(layout.page(key), MAX_BYTES);
      return file.isPresent() ? decode(file.get()) : Optional.empty();
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      log.warn("event=page-unreadable project={} cause=\"{}\"", key.project(), e.toString());
      return Optional.empty();
    }
  }

  /** Keeps {@code page} instead of what was stored before. */
  public void store(PageKey key, CachedPage page) {
    try {
      byte[] header = header(page);
      MessageDigest digest = Digests.sha256();
      digest.update(header);
      digest.update(page.body().duplicate());
      files.write(
          layout.page(key), ByteBuffer.wrap(digest.digest()), ByteBuffer.wrap(header), page.body());
    } catch (IOException e) {
      log.warn("event=page-not-kept project={} cause=\"{}\"", key.project(), e.toString());
    }
  }

  private static byte[] header(CachedPage page) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeUTF(page.contentType());
      out.writeUTF(PublicUrl.of(page.url()));
      out.writeUTF(page.entityTag().orElse(""));
      out.writeUTF(page.lastModified().orElse(""));
      out.writeUTF(page.fetchedAt().toString());
    }
    return bytes.toByteArray();
  }

  private static Optional<CachedPage> decode(byte[] file) throws IOException {
    if (file.length < Sha256.BYTES) {
      return Optional.empty();
    }
    MessageDigest digest = Digests.sha256();
    digest.update(file, Sha256.BYTES, file.length - Sha256.BYTES);
    if (!Arrays.equals(file, 0, Sha256.BYTES, digest.digest(), 0, Sha256.BYTES)) {
      return Optional.empty();
    }
    var bytes = new ByteArrayInputStream(file, Sha256.BYTES, file.length - Sha256.BYTES);
    var in = new DataInputStream(bytes);
    String contentType = in.readUTF();
    URI url = URI.create(in.readUTF());
    Optional<String> entityTag = nonEmpty(in.readUTF());
    Optional<String> lastModified = nonEmpty(in.readUTF());
    Instant fetchedAt = Instant.parse(in.readUTF());
    int length = bytes.available();
    ByteBuffer body = ByteBuffer.wrap(file, file.length - length, length).slice();
    return Optional.of(new CachedPage(body, contentType, url, entityTag, lastModified, fetchedAt));
  }

  private static Optional<String> nonEmpty(String text) {
    return Optional.of(text).filter(value -> !value.isEmpty());
  }
}
