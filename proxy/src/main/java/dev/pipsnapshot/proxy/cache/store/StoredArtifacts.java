package dev.pipsnapshot.proxy.cache.store;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.Digests;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The artifacts that are whole and in place. Hands out none that has not been hashed in the state
 * that it is in; one that does not match its name is dropped. Blocking, thread-safe.
 */
public final class StoredArtifacts {
  private static final Logger log = LoggerFactory.getLogger(StoredArtifacts.class);

  private final CacheLayout layout;
  private final AtomicFile files;
  private final VerificationLedger ledger;
  private final LastUse lastUse;
  private final ConcurrentHashMap<Sha256, CompletableFuture<Boolean>> verifying;

  public StoredArtifacts(
      CacheLayout layout,
      AtomicFile files,
      VerificationLedger ledger,
      LastUse lastUse,
      ConcurrentHashMap<Sha256, CompletableFuture<Boolean>> verifying) {
    this.layout = layout;
    this.files = files;
    this.ledger = ledger;
    this.lastUse = lastUse;
    this.verifying = verifying;
  }

  /** Opens the artifact if it is there and in order. */
  public Optional<StoredFile> open(ArtifactKey key) throws IOException {
    Optional<Sha256> digest = digest(key);
    Optional<StoredFile> file = digest.isPresent() ? open(digest.get()) : Optional.empty();
    if (file.isPresent() && key instanceof ArtifactKey.ByUrl byUrl) {
      lastUse.note(layout.urlRecord(byUrl.urlDigest()));
    }
    return file;
  }

  /**
   * Takes in a download that was found to be {@code digest}, unless that is there already and in
   * order, and notes what the file at a URL turned out to be.
   */
  public StoredFile adopt(ArtifactKey key, Sha256 digest, PartialFile download) throws IOException {
    if (!isInOrder(digest)) {
      ledger.confirm(digest, download.commit(layout.artifact(digest)));
    }
    if (key instanceof ArtifactKey.ByUrl byUrl) {
      files.write(
          layout.urlRecord(byUrl.urlDigest()),
          ByteBuffer.wrap(digest.hex().getBytes(StandardCharsets.US_ASCII)));
    }
    return open(digest)
        .orElseThrow(() -> new NoSuchFileException(layout.artifact(digest).toString()));
  }

  private boolean isInOrder(Sha256 digest) throws IOException {
    Optional<StoredFile> file = open(digest);
    file.ifPresent(StoredFile::close);
    return file.isPresent();
  }

  private Optional<Sha256> digest(ArtifactKey key) throws IOException {
    if (key instanceof ArtifactKey.ByContent content) {
      return Optional.of(content.digest());
    }
    Path record = layout.urlRecord(CacheLayout.digest(key));
    return AtomicFile.read(record, 2 * Sha256.BYTES)
        .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
        .filter(Sha256::isValid)
        .map(Sha256::parse);
  }

  private Optional<StoredFile> open(Sha256 digest) throws IOException {
    Path path = layout.artifact(digest);
    while (true) {
      FileState before;
      FileChannel channel;
      try {
        before = FileState.of(path);
        if (!before.regular()) {
          drop(digest, "it is no regular file");
          return Optional.empty();
        }
        channel =
            FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
      boolean kept = false;
      try {
        if (isStill(path, before)) {
          if (isVerified(digest, channel, before)) {
            ledger.used(digest);
            StoredFile file = StoredFile.of(digest, path, channel, before);
            kept = true;
            return Optional.of(file);
          }
          if (isStill(path, before)) {
            drop(digest, "its content does not match its name");
          }
          return Optional.empty();
        }
      } finally {
        if (!kept) {
          channel.close();
        }
      }
    }
  }

  private boolean isVerified(Sha256 digest, FileChannel channel, FileState state)
      throws IOException {
    if (ledger.confirms(digest, state)) {
      return true;
    }
    var mine = new CompletableFuture<Boolean>();
    CompletableFuture<Boolean> first = verifying.putIfAbsent(digest, mine);
    if (first != null) {
      // The one who hashes is on a thread already, so this does not wait for one.
      return (first.join() && ledger.confirms(digest, state)) || hash(digest, channel, state);
    }
    boolean verified = false;
    try {
      verified = ledger.confirms(digest, state) || hash(digest, channel, state);
      return verified;
    } finally {
      verifying.remove(digest, mine);
      mine.complete(verified);
    }
  }

  private boolean hash(Sha256 digest, FileChannel channel, FileState state) throws IOException {
    if (!Digests.sha256(channel, state.size()).equals(digest)) {
      return false;
    }
    ledger.confirm(digest, state);
    return true;
  }

  private static boolean isStill(Path path, FileState state) throws IOException {
    try {
      return FileState.of(path).equals(state);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void drop(Sha256 digest, String reason) throws IOException {
    log.warn("event=artifact-dropped artifact={} reason=\"{}\"", digest, reason);
    ledger.forget(digest);
    Files.deleteIfExists(layout.artifact(digest));
  }
}
