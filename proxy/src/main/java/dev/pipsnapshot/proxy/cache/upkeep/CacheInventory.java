package dev.pipsnapshot.proxy.cache.upkeep;

import dev.pipsnapshot.proxy.cache.CacheException;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.Digests;
import dev.pipsnapshot.proxy.cache.flight.SharedDirectory;
import dev.pipsnapshot.proxy.cache.flight.Sweep;
import dev.pipsnapshot.proxy.cache.upkeep.CacheEntry.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What is in a cache directory, and the upkeep of it. Safe while other processes use the cache: a
 * file that goes away is still there for those who read it, and downloads on their way are left
 * alone. Needs no more memory for a larger cache. Blocking.
 */
public final class CacheInventory {
  private final CacheLayout layout;

  /** The inventory of a cache, which need not exist. */
  public CacheInventory(CacheLayout layout) {
    this.layout = layout;
  }

  /**
   * What became of a check.
   *
   * @param checked how many artifacts were hashed
   * @param dropped how many of them were damaged
   */
  public record Verification(long checked, long dropped) {}

  /**
   * Shows everything that is kept, in no order.
   *
   * @throws CacheException.Directory if the directory cannot be read
   */
  public void forEach(Consumer<CacheEntry> action) {
    forEachEntry(action::accept);
  }

  /**
   * Hashes every artifact again and drops those that do not match their names.
   *
   * @param onDropped told of each
   * @throws CacheException.Directory if the directory cannot be read or written
   */
  public Verification dropDamaged(Consumer<Path> onDropped) {
    var check = new DamageCheck(onDropped);
    walk(CachedFileWalk::of, layout.artifactsByContent(), check);
    return check.result();
  }

  /**
   * Removes what was last used before an instant.
   *
   * @return what was removed
   * @throws CacheException.Directory if the directory cannot be read or written
   */
  public FileTotals removeUnusedSince(Instant instant) {
    return removeIf(entry -> entry.lastUsed().isBefore(instant));
  }

  /**
   * Removes what was unused for longest, until the rest is no larger than {@code maxBytes}. What
   * was last used at nearly the same time ({@link UseHistogram}) goes in no order.
   *
   * @return what was removed
   * @throws CacheException.Directory if the directory cannot be read or written
   */
  public FileTotals removeDownTo(long maxBytes) {
    var uses = new UseHistogram();
    forEachEntry(uses::add);
    return uses.surplusOver(maxBytes)
        .map(surplus -> removeIf(surplus::take))
        .orElse(FileTotals.NONE);
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
        layout.trees().forEach(Sweep.of(layout, shared.locks(), now)::tree);
      } finally {
        shared.release();
      }
    } catch (IOException e) {
      throw CacheException.Directory.unusable(layout.root(), e);
    }
  }

  private FileTotals removeIf(Predicate<CacheEntry> filter) {
    var removing = new Removing(filter);
    forEachEntry(removing);
    return removing.removed;
  }

  private void remove(Kind kind, Path file) throws IOException {
    Files.deleteIfExists(file);
    if (kind == Kind.ARTIFACT) {
      Files.deleteIfExists(layout.verification(CachedFileWalk.digest(file)));
    }
  }

  private static boolean isDamaged(Path artifact) throws IOException {
    if (!Files.isRegularFile(artifact, LinkOption.NOFOLLOW_LINKS)) {
      return Files.exists(artifact, LinkOption.NOFOLLOW_LINKS);
    }
    try (FileChannel channel =
        FileChannel.open(artifact, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      return !Digests.sha256(channel, channel.size()).equals(CachedFileWalk.digest(artifact));
    } catch (NoSuchFileException e) {
      // Pruned by somebody else meanwhile.
      return false;
    }
  }

  private void forEachEntry(EntryAction action) {
    walk(CachedFileWalk::of, layout.artifactsByContent(), entries(Kind.ARTIFACT, action));
    walk(CachedFileWalk::of, layout.artifactsByUrl(), entries(Kind.URL, action));
    walk(CachedFileWalk::of, layout.pages(), entries(Kind.PAGE, action));
    walk(CachedFileWalk::of, layout.allMetadata(), entries(Kind.METADATA, action));
    walk(CachedFileWalk::of, layout.memos(), entries(Kind.MEMO, action));
    walk(CachedFileWalk::ofAny, layout.logs(), entries(Kind.LOG, action));
    walk(CachedFileWalk::ofAny, layout.startArchives(), entries(Kind.ARCHIVE, action));
    for (Path tree : layout.ofEarlierVersions()) {
      walk(CachedFileWalk::ofAny, tree, entries(Kind.EARLIER, action));
    }
  }

  private CachedFileWalk.Visitor entries(Kind kind, EntryAction action) {
    return (file, attributes) ->
        action.accept(
            new CacheEntry(kind, file, attributes.size(), lastUsed(kind, file, attributes)));
  }

  private void walk(Walk walk, Path tree, CachedFileWalk.Visitor visitor) {
    try {
      walk.over(tree, visitor);
    } catch (IOException e) {
      throw CacheException.Directory.unusable(layout.root(), e);
    }
  }

  private Instant lastUsed(Kind kind, Path file, BasicFileAttributes attributes)
      throws IOException {
    Instant written = attributes.lastModifiedTime().toInstant();
    Instant used = written;
    if (kind == Kind.ARCHIVE) {
      // Nobody notes it. Where the file system does not either, another is made after its age.
      used = attributes.lastAccessTime().toInstant();
    } else if (kind == Kind.ARTIFACT) {
      try {
        used =
            Files.getLastModifiedTime(
                    layout.verification(CachedFileWalk.digest(file)), LinkOption.NOFOLLOW_LINKS)
                .toInstant();
      } catch (NoSuchFileException e) {
        used = written;
      }
    }
    return used.isAfter(written) ? used : written;
  }

  @FunctionalInterface
  private interface Walk {
    void over(Path tree, CachedFileWalk.Visitor visitor) throws IOException;
  }

  @FunctionalInterface
  private interface EntryAction {
    void accept(CacheEntry entry) throws IOException;
  }

  /** Drops what is damaged, and counts. */
  private final class DamageCheck implements CachedFileWalk.Visitor {
    private final Consumer<Path> onDropped;
    private long checked;
    private long dropped;

    private DamageCheck(Consumer<Path> onDropped) {
      this.onDropped = onDropped;
    }

    @Override
    public void visit(Path artifact, BasicFileAttributes attributes) throws IOException {
      checked++;
      if (isDamaged(artifact)) {
        remove(Kind.ARTIFACT, artifact);
        dropped++;
        onDropped.accept(artifact);
      }
    }

    private Verification result() {
      return new Verification(checked, dropped);
    }
  }

  /** Removes what a filter lets through, and adds it up. */
  private final class Removing implements EntryAction {
    private final Predicate<CacheEntry> filter;
    private FileTotals removed = FileTotals.NONE;

    private Removing(Predicate<CacheEntry> filter) {
      this.filter = filter;
    }

    @Override
    public void accept(CacheEntry entry) throws IOException {
      if (filter.test(entry)) {
        remove(entry.kind(), entry.path());
        removed = removed.plus(entry);
      }
    }
  }
}
