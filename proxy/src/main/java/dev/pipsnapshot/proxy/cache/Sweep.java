package dev.pipsnapshot.proxy.cache;

import dev.pipsnapshot.hasher.Sha256;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what ended processes left half-written: temporary files at once, broken-off downloads
 * when they are too old to be worth resuming. Touches nothing that a living process holds.
 */
final class Sweep {
  private static final Logger log = LoggerFactory.getLogger(Sweep.class);

  /** How long a broken-off download can be resumed. */
  static final Duration RESUMABLE = Duration.ofDays(1);

  private final CacheLayout layout;
  private final ByteLocks locks;
  private final Instant oldestResumable;
  private int removed;

  private Sweep(CacheLayout layout, ByteLocks locks, Instant oldestResumable) {
    this.layout = layout;
    this.locks = locks;
    this.oldestResumable = oldestResumable;
  }

  static Sweep of(CacheLayout layout, ByteLocks locks, Instant now) {
    return new Sweep(layout, locks, now.minus(RESUMABLE));
  }

  /** Walks the whole cache. What cannot be read or removed is left alone. */
  void run() {
    try {
      for (Path directory : new Path[] {layout.artifacts(), layout.allMetadata(), layout.pages()}) {
        if (Files.isDirectory(directory)) {
          Files.walkFileTree(directory, new Visitor());
        }
      }
      log.debug("event=cache-swept removed={}", removed);
    } catch (IOException e) {
      log.warn("event=cache-sweep-failed cause=\"{}\"", e.toString());
    }
  }

  private boolean isLeftover(Path file, BasicFileAttributes attributes) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(CacheLayout.TEMPORARY_SUFFIX)) {
      return !SharedDirectory.isAlive(locks, AtomicFile.ownerOf(name));
    }
    return name.endsWith(CacheLayout.PARTIAL_SUFFIX)
        && attributes.lastModifiedTime().toInstant().isBefore(oldestResumable);
  }

  private void remove(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(CacheLayout.TEMPORARY_SUFFIX)) {
      removed += Files.deleteIfExists(file) ? 1 : 0;
      return;
    }
    if (!Sha256.isValid(name.split("\\.", 2)[0])) {
      return;
    }
    Optional<FileLock> lock = locks.tryLock(CacheLayout.digestOfAttempt(file));
    if (lock.isPresent()) {
      try {
        removed += Files.deleteIfExists(file) ? 1 : 0;
      } finally {
        lock.get().release();
      }
    }
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (isLeftover(file, attributes)) {
        remove(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
