package dev.pipsnapshot.proxy.cache.store;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers in which state each artifact was when it was last hashed, and roughly when it was last
 * used: that is the modification time of its record. A record that is damaged or cannot be written
 * costs one more hashing and nothing else. Thread-safe.
 */
public final class VerificationLedger {
  private static final Logger log = LoggerFactory.getLogger(VerificationLedger.class);
  private static final int MAX_BYTES = 256;

  /**
   * About 3 MB. What is known of the others is read again from their records, or is hashed again
   * where records cannot be written.
   */
  private static final int MAX_KNOWN = 8_192;

  private final CacheLayout layout;
  private final AtomicFile files;
  private final Clock clock;
  private final LastUse lastUse;
  private final int maxKnown;

  /** Those used last, guarded by itself. */
  private final LinkedHashMap<Sha256, Entry> known = new LinkedHashMap<>(16, 0.75f, true);

  public VerificationLedger(CacheLayout layout, AtomicFile files, Clock clock) {
    this(layout, files, clock, MAX_KNOWN);
  }

  public VerificationLedger(CacheLayout layout, AtomicFile files, Clock clock, int maxKnown) {
    this.layout = layout;
    this.files = files;
    this.clock = clock;
    this.lastUse = new LastUse(clock);
    this.maxKnown = maxKnown;
  }

  /** Whether the artifact was in this very state when it was last hashed. */
  boolean confirms(Sha256 digest, FileState state) {
    if (known(digest).filter(entry -> entry.line().equals(state.line())).isPresent()) {
      return true;
    }
    // Another process may have replaced the artifact, and hashed it, since we looked.
    Optional<Entry> record = read(digest).filter(read -> read.line().equals(state.line()));
    record.ifPresent(read -> remember(digest, read));
    return record.isPresent();
  }

  /** Notes that the artifact was hashed, found right, and used. */
  void confirm(Sha256 digest, FileState state) {
    remember(digest, new Entry(state.line(), clock.instant()));
    try {
      files.write(
          layout.verification(digest),
          ByteBuffer.wrap(state.line().getBytes(StandardCharsets.UTF_8)));
      lastUse.set(layout.verification(digest));
    } catch (IOException e) {
      log.debug("event=verification-not-noted artifact={} cause=\"{}\"", digest, e.toString());
    }
  }

  /** Notes that the artifact was used, at most once a day. */
  void used(Sha256 digest) {
    Optional<Entry> due = known(digest).filter(entry -> lastUse.isDue(entry.lastUse()));
    if (due.isPresent()) {
      remember(digest, new Entry(due.get().line(), clock.instant()));
      lastUse.note(layout.verification(digest));
    }
  }

  void forget(Sha256 digest) throws IOException {
    synchronized (known) {
      known.remove(digest);
    }
    Files.deleteIfExists(layout.verification(digest));
  }

  private Optional<Entry> known(Sha256 digest) {
    synchronized (known) {
      return Optional.ofNullable(known.get(digest));
    }
  }

  private void remember(Sha256 digest, Entry entry) {
    synchronized (known) {
      known.put(digest, entry);
      if (known.size() > maxKnown) {
        known.remove(known.keySet().iterator().next());
      }
    }
  }

  private Optional<Entry> read(Sha256 digest) {
    Path record = layout.verification(digest);
    try {
      Optional<byte[]> line = AtomicFile.read(record, MAX_BYTES);
      if (line.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new Entry(
              new String(line.get(), StandardCharsets.UTF_8),
              Files.getLastModifiedTime(record).toInstant()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private record Entry(String line, Instant lastUse) {}
}
