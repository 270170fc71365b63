package dev.pipsnapshot.proxy.cache;

import dev.pipsnapshot.hasher.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Upstream pages on disk, the newest of each. Written behind: nobody who waits for a page waits for
 * the disk. What cannot be kept is not kept, with a word in the log; what is damaged counts as
 * absent. Thread-safe.
 */
public final class PageStore {
  private static final Logger log = LoggerFactory.getLogger(PageStore.class);
  private static final long MAX_BYTES = 1L << 30;

  private final CacheLayout layout;
  private final AtomicFile files;
  private final Executor disk;
  private final Map<Path, Unwritten> unwritten = new ConcurrentHashMap<>();

  PageStore(CacheLayout layout, AtomicFile files, Executor disk) {
    this.layout = layout;
    this.files = files;
    this.disk = disk;
  }

  /** The page as it was last stored. Blocks while it is read from disk. */
  public Optional<CachedPage> find(PageKey key) {
    Unwritten latest = unwritten.get(layout.page(key));
    if (latest != null) {
      return Optional.of(latest.page);
    }
    try {
      Optional<byte[]> file = AtomicFile.read(layout.page(key), MAX_BYTES);
      return file.isPresent() ? decode(file.get()) : Optional.empty();
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      log.warn("event=page-unreadable project={} cause=\"{}\"", key.project(), e.toString());
      return Optional.empty();
    }
  }

  /** Keeps {@code page} instead of what was stored before; writes it soon. */
  public void store(PageKey key, CachedPage page) {
    Path file = layout.page(key);
    unwritten.put(file, new Unwritten(page));
    try {
      disk.execute(() -> write(file));
    } catch (RejectedExecutionException e) {
      write(file);
    }
  }

  /** Blocks until every page that was given to this store has been written. */
  void flush() {
    unwritten.keySet().forEach(this::write);
  }

  private synchronized void write(Path file) {
    Unwritten latest = unwritten.get(file);
    if (latest != null) {
      write(file, latest.page);
      unwritten.remove(file, latest);
    }
  }

  private void write(Path file, CachedPage page) {
    try {
      byte[] header = header(page);
      MessageDigest digest = Digests.sha256();
      digest.update(header);
      digest.update(page.body().duplicate());
      files.write(file, ByteBuffer.wrap(digest.digest()), ByteBuffer.wrap(header), page.body());
    } catch (IOException e) {
      log.warn("event=page-not-kept file={} cause=\"{}\"", file, e.toString());
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

  /** A page on its way to the disk, equal to itself only. */
  private static final class Unwritten {
    private final CachedPage page;

    Unwritten(CachedPage page) {
      this.page = page;
    }
  }
}
