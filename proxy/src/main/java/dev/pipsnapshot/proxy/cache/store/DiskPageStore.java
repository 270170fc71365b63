package dev.pipsnapshot.proxy.cache.store;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.Digests;
import dev.pipsnapshot.proxy.cache.KeptPage;
import dev.pipsnapshot.proxy.cache.PageKey;
import dev.pipsnapshot.proxy.cache.PageStore;
import dev.pipsnapshot.proxy.cache.PublicUrl;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Upstream pages on disk. Written behind: nobody who waits for a page waits for the disk, unless
 * the page is large. What cannot be kept is not kept, with a word in the log; what is damaged
 * counts as absent. Thread-safe.
 */
public final class DiskPageStore implements PageStore {
  private static final Logger log = LoggerFactory.getLogger(DiskPageStore.class);

  /** More waits for the disk rather than for its turn in memory. */
  private static final int WRITTEN_AT_ONCE = 4 << 20;

  /** A process hashes fast from its second call on: the first one has the code for it compiled. */
  private static final int HASHED_AT_ONCE = 16 * 1024;

  /** A page of upstream's limit with its header; what is longer was not written here. */
  private static final long LONGEST = (64L << 20) + (1 << 20);

  /** Pages of the same number are written one after the other, as is each page. */
  private static final int WRITTEN_TOGETHER = 64;

  private final CacheLayout layout;
  private final AtomicFile files;
  private final Executor disk;
  private final LastUse lastUse;
  private final Outage outage = new Outage();
  private final Map<Path, Unwritten> unwritten = new ConcurrentHashMap<>();
  private final Object[] turns = new Object[WRITTEN_TOGETHER];

  /**
   * The pages below a cache's root.
   *
   * @param disk runs what writes to the disk, soon or later, and rejects nothing
   */
  public DiskPageStore(CacheLayout layout, AtomicFile files, Executor disk, LastUse lastUse) {
    this.layout = layout;
    this.files = files;
    this.disk = disk;
    this.lastUse = lastUse;
    for (int i = 0; i < turns.length; i++) {
      turns[i] = new Object();
    }
  }

  @Override
  public long length(PageKey key) {
    Path file = layout.page(key);
    Unwritten latest = unwritten.get(file);
    if (latest != null) {
      return latest.page.body().remaining();
    }
    try {
      return Files.size(layout.page(key));
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public Optional<KeptPage> find(PageKey key) {
    Path file = layout.page(key);
    Unwritten latest = unwritten.get(file);
    if (latest != null) {
      return Optional.of(latest.page);
    }
    try {
      Optional<KeptPage> found = read(file);
      found.ifPresent(page -> lastUse.note(file));
      return found;
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      log.warn("event=page-unreadable project={} cause=\"{}\"", key.project(), e.toString());
      return Optional.empty();
    }
  }

  @Override
  public void store(PageKey key, KeptPage page) {
    Path file = layout.page(key);
    unwritten.put(file, new Unwritten(page));
    if (page.body().remaining() > WRITTEN_AT_ONCE) {
      write(file);
      return;
    }
    disk.execute(() -> write(file));
  }

  /** Blocks until every page that was given to this store has been written. */
  public void flush() {
    unwritten.keySet().forEach(this::write);
  }

  private void write(Path file) {
    synchronized (turns[Math.floorMod(file.hashCode(), WRITTEN_TOGETHER)]) {
      Unwritten latest = unwritten.get(file);
      if (latest != null) {
        write(file, latest.page);
        unwritten.remove(file, latest);
      }
    }
  }

  private void write(Path file, KeptPage page) {
    try {
      byte[] header = header(page);
      MessageDigest digest = Digests.sha256();
      digest.update(header);
      ByteBuffer body = page.body();
      for (int at = body.position(); at < body.limit(); at += HASHED_AT_ONCE) {
        digest.update(body.slice(at, Math.min(HASHED_AT_ONCE, body.limit() - at)));
      }
      files.write(file, ByteBuffer.wrap(digest.digest()), ByteBuffer.wrap(header), page.body());
      outage.ends();
    } catch (IOException e) {
      log.atLevel(outage.failed())
          .log("event=page-not-kept file={} cause=\"{}\"", file, e.toString());
    }
  }

  private static byte[] header(KeptPage page) throws IOException {
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

  private static Optional<KeptPage> read(Path path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      long length = channel.size();
      if (length > LONGEST) {
        throw new IOException(length + " bytes are more than a page has");
      }
      InputStream file = Channels.newInputStream(channel);
      byte[] expected = file.readNBytes(Sha256.BYTES);
      MessageDigest digest = Digests.sha256();
      var in = new DataInputStream(new DigestInputStream(file, digest));
      String contentType = in.readUTF();
      URI url = URI.create(in.readUTF());
      Optional<String> entityTag = nonEmpty(in.readUTF());
      Optional<String> lastModified = nonEmpty(in.readUTF());
      Instant fetchedAt = Instant.parse(in.readUTF());
      byte[] body = new byte[(int) (length - channel.position())];
      for (int at = 0; at < body.length; at += AtomicFile.SLICE) {
        in.readFully(body, at, Math.min(AtomicFile.SLICE, body.length - at));
      }
      return Arrays.equals(expected, digest.digest())
          ? Optional.of(
              new KeptPage(
                  ByteBuffer.wrap(body), contentType, url, entityTag, lastModified, fetchedAt))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> nonEmpty(String text) {
    return Optional.of(text).filter(value -> !value.isEmpty());
  }

  /** A page on its way to the disk, equal to itself only. */
  private static final class Unwritten {
    private final KeptPage page;

    Unwritten(KeptPage page) {
      this.page = page;
    }
  }
}
