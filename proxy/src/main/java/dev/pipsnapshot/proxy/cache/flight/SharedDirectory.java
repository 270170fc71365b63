package dev.pipsnapshot.proxy.cache.flight;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.cache.store.ByteLocks;
import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What all users of one cache directory in this JVM have in common: the locks (see {@link
 * ByteLocks}), the downloads in flight, and the hashing under way. Counted: the last to let go
 * closes it.
 */
public final class SharedDirectory {
  private static final Map<Path, SharedDirectory> open = new HashMap<>();

  private final Path key;
  private final ByteLocks locks;
  private final String owner;
  private final ConcurrentHashMap<ArtifactKey, Flight> flights = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Sha256, CompletableFuture<Boolean>> verifying =
      new ConcurrentHashMap<>();
  // Guarded by the class.
  private int users;

  private SharedDirectory(Path key, ByteLocks locks, String owner) {
    this.key = key;
    this.locks = locks;
    this.owner = owner;
  }

  public static SharedDirectory acquire(CacheLayout layout) throws IOException {
    Path root = layout.root().toRealPath();
    synchronized (SharedDirectory.class) {
      SharedDirectory directory = open.get(root);
      if (directory == null) {
        ByteLocks locks = ByteLocks.open(layout.lockFile());
        directory = new SharedDirectory(root, locks, newOwner(locks));
        open.put(root, directory);
      }
      directory.users++;
      return directory;
    }
  }

  /** Takes part in what the caller holds already. */
  SharedDirectory retain() {
    synchronized (SharedDirectory.class) {
      users++;
      return this;
    }
  }

  public void release() throws IOException {
    synchronized (SharedDirectory.class) {
      users--;
      if (users == 0) {
        open.remove(key);
        locks.close();
      }
    }
  }

  public ByteLocks locks() {
    return locks;
  }

  /** Names this process in the names of temporary files; locked as long as it lives. */
  String owner() {
    return owner;
  }

  ConcurrentHashMap<ArtifactKey, Flight> flights() {
    return flights;
  }

  ConcurrentHashMap<Sha256, CompletableFuture<Boolean>> verifying() {
    return verifying;
  }

  /** Whether the process that calls itself {@code owner} is still there. */
  static boolean isAlive(ByteLocks locks, String owner) throws IOException {
    long position;
    try {
      position = Long.parseLong(owner, 16);
    } catch (NumberFormatException e) {
      return false;
    }
    if (position < 0) {
      return false;
    }
    Optional<FileLock> lock = locks.tryLock(position);
    if (lock.isPresent()) {
      lock.get().release();
    }
    return lock.isEmpty() || locks.isUnlockable();
  }

  private static String newOwner(ByteLocks locks) throws IOException {
    while (true) {
      long position = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
      if (locks.tryLock(position).isPresent()) {
        return Long.toHexString(position);
      }
    }
  }
}
