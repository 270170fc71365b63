package dev.pipsnapshot.proxy.cache.flight;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.store.AtomicFile;
import dev.pipsnapshot.proxy.cache.store.ByteLocks;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what ended processes left half-written: temporary files at once, broken-off downloads
 * when they are too old to be worth resuming. Touches nothing that a living process holds. What
 * cannot be read or removed is left alone, with a word in the log.
 */
public final class Sweep {
  private static final Logger log = LoggerFactory.getLogger(Sweep.class);

  /** How long a broken-off download can be resumed. */
  static final Duration RESUMABLE = Duration.ofDays(1);

  private static final String LEFTOVERS =
      "*{" + CacheLayout.TEMPORARY_SUFFIX + "," + CacheLayout.PARTIAL_SUFFIX + "}";

  private final CacheLayout layout;
  private final ByteLocks locks;
  private final Instant oldestResumable;

  private Sweep(CacheLayout layout, ByteLocks locks, Instant oldestResumable) {
    this.layout = layout;
    this.locks = locks;
    this.oldestResumable = oldestResumable;
  }

  public static Sweep of(CacheLayout layout, ByteLocks locks, Instant now) {
    return new Sweep(layout, locks, now.minus(RESUMABLE));
  }

  /** Looks where things are that are not whole: as long as that takes, however full the cache. */
  void incoming() {
    for (Path tree : layout.trees()) {
      directory(CacheLayout.incoming(tree));
    }
  }

  /** Looks through a whole tree, for what an earlier version left beside its files. */
  public void tree(Path tree) {
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(tree)) {
      directories.forEach(this::directory);
    } catch (NoSuchFileException e) {
      log.debug("event=nothing-to-sweep directory={}", tree);
    } catch (IOException | DirectoryIteratorException e) {
      failed(tree, e);
    }
  }

  private void directory(Path directory) {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, LEFTOVERS)) {
      for (Path file : leftovers) {
        file(file);
      }
    } catch (IOException | DirectoryIteratorException e) {
      failed(directory, e);
    }
  }

  private void file(Path file) throws IOException {
    String name = file.getFileName().toString();
    try {
      if (name.endsWith(CacheLayout.TEMPORARY_SUFFIX)) {
        if (!SharedDirectory.isAlive(locks, AtomicFile.ownerOf(name))) {
          remove(file);
        }
      } else if (Sha256.isValid(name.split("\\.", 2)[0]) && isTooOld(file)) {
        removeUnlessHeld(file);
      }
    } catch (NoSuchFileException e) {
      log.debug("event=swept-by-another file={}", file);
    }
  }

  private boolean isTooOld(Path partial) throws IOException {
    return Files.getLastModifiedTime(partial, LinkOption.NOFOLLOW_LINKS)
        .toInstant()
        .isBefore(oldestResumable);
  }

  private void removeUnlessHeld(Path partial) throws IOException {
    Optional<FileLock> lock = locks.tryLock(CacheLayout.digestOfAttempt(partial));
    if (lock.isPresent()) {
      try {
        remove(partial);
      } finally {
        lock.get().release();
      }
    }
  }

  private static void remove(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      log.debug("event=leftover-removed file={}", file);
    }
  }

  private static void failed(Path directory, Exception cause) {
    log.warn("event=cache-sweep-failed directory={} cause=\"{}\"", directory, cause.toString());
  }
}
