package dev.pipsnapshot.proxy.cache;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CacheEntry.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is in a cache directory, and the upkeep of it. Safe while other processes use the cache: a
 * file that goes away is still there for those who read it, and downloads on their way are left
 * alone. Blocking.
 */
public final class CacheInventory {
  private final CacheLayout layout;

  /** The inventory of a cache, which need not exist. */
  public CacheInventory(CacheLayout layout) {
    this.layout = layout;
  }

  /**
   * Everything that is kept, in no order.
   *
   * @throws CacheException.Directory if the directory cannot be read
   */
  public List<CacheEntry> entries() {
    List<CacheEntry> entries = new ArrayList<>();
    collect(layout.artifactsByContent(), Kind.ARTIFACT, entries);
    collect(layout.pages(), Kind.PAGE, entries);
    collect(layout.allMetadata(), Kind.METADATA, entries);
    return entries;
  }

  /**
   * Hashes every artifact again and drops those that do not match their names.
   *
   * @return those dropped
   * @throws CacheException.Directory if the directory cannot be read or written
   */
  public List<CacheEntry> dropDamaged() {
    List<CacheEntry> dropped = new ArrayList<>();
    for (CacheEntry entry : entries()) {
      try {
        if (entry.kind() == Kind.ARTIFACT && isDamaged(entry.path())) {
          remove(entry);
          dropped.add(entry);
        }
      } catch (IOException e) {
        throw CacheException.Directory.unusable(layout.root(), e);
      }
    }
    return dropped;
  }

  /**
   * Removes what was last used before an instant.
   *
   * @return what was removed
   * @throws CacheException.Directory if the directory cannot be read or written
   */
  public List<CacheEntry> removeUnusedSince(Instant instant) {
    List<CacheEntry> old =
        entries().stream().filter(entry -> entry.lastUsed().isBefore(instant)).toList();
    removeAll(old);
    return old;
  }

  /**
   * Removes what was unused for longest, until the rest is no larger than {@code maxBytes}.
   *
   * @return what was removed
   * @throws CacheException.Directory if the directory cannot be read or written
   */
  public List<CacheEntry> removeDownTo(long maxBytes) {
    List<CacheEntry> byUse = new ArrayList<>(entries());
    byUse.sort(Comparator.comparing(CacheEntry::lastUsed).thenComparing(CacheEntry::path));
    long bytes = byUse.stream().mapToLong(CacheEntry::size).sum();
    List<CacheEntry> surplus = new ArrayList<>();
    for (CacheEntry entry : byUse) {
      if (bytes <= maxBytes) {
        break;
      }
      bytes -= entry.size();
      surplus.add(entry);
    }
    removeAll(surplus);
    return surplus;
  }

  /**
   * Removes what ended processes left half-written, but for downloads that were broken off less
   * than a day before {@code now}: those can be resumed.
   *
   * @throws CacheException.Directory if the directory cannot be read or written
   */
  public void sweep(Instant now) {
    if (!Files.isDirectory(layout.root())) {
      return;
    }
    try {
      SharedDirectory shared = SharedDirectory.acquire(layout);
      try {
        Sweep.of(layout, shared.locks(), now).run();
      } finally {
        shared.release();
      }
    } catch (IOException e) {
      throw CacheException.Directory.unusable(layout.root(), e);
    }
  }

  private void removeAll(List<CacheEntry> entries) {
    for (CacheEntry entry : entries) {
      try {
        remove(entry);
      } catch (IOException e) {
        throw CacheException.Directory.unusable(layout.root(), e);
      }
    }
  }

  private void remove(CacheEntry entry) throws IOException {
    Files.deleteIfExists(entry.path());
    if (entry.kind() == Kind.ARTIFACT) {
      Files.deleteIfExists(layout.verification(digest(entry.path())));
    }
  }

  private static boolean isDamaged(Path artifact) throws IOException {
    if (!Files.isRegularFile(artifact, LinkOption.NOFOLLOW_LINKS)) {
      return Files.exists(artifact, LinkOption.NOFOLLOW_LINKS);
    }
    try (FileChannel channel =
        FileChannel.open(artifact, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      return !Digests.sha256(channel, channel.size()).equals(digest(artifact));
    } catch (NoSuchFileException e) {
      // Pruned by somebody else meanwhile.
      return false;
    }
  }

  private void collect(Path directory, Kind kind, List<CacheEntry> into) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (Sha256.isValid(file.getFileName().toString())) {
                into.add(
                    new CacheEntry(
                        kind, file, attributes.size(), lastUsed(kind, file, attributes)));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure)
                throws IOException {
              if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw CacheException.Directory.unusable(layout.root(), e);
    }
  }

  private Instant lastUsed(Kind kind, Path file, BasicFileAttributes attributes)
      throws IOException {
    Instant written = attributes.lastModifiedTime().toInstant();
    if (kind != Kind.ARTIFACT) {
      return written;
    }
    try {
      Instant used =
          Files.getLastModifiedTime(layout.verification(digest(file)), LinkOption.NOFOLLOW_LINKS)
              .toInstant();
      return used.isAfter(written) ? used : written;
    } catch (NoSuchFileException e) {
      return written;
    }
  }

  private static Sha256 digest(Path artifact) {
    return Sha256.parse(artifact.getFileName().toString());
  }
}
