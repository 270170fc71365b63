package dev.pipsnapshot.proxy.cache.store;

import dev.pipsnapshot.proxy.route.ArtifactKey;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Artifacts that were opened a moment ago, kept open for others who ask: builds that start together
 * ask for the same ones. Thread-safe.
 */
public final class OpenArtifacts implements AutoCloseable {
  private static final int MOST = 128;

  private final ConcurrentHashMap<ArtifactKey, StoredFile> open = new ConcurrentHashMap<>();
  private final Executor later;

  /**
   * Of no artifacts yet.
   *
   * @param later runs, when the moment is over, what ends it
   */
  OpenArtifacts(Executor later) {
    this.later = later;
  }

  /** Of no artifacts yet, each of which will be kept for two seconds. */
  public static OpenArtifacts standard() {
    return new OpenArtifacts(CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS, Runnable::run));
  }

  /**
   * The artifact, if it is open and its file is still the one that was verified. To ask the state
   * of a file just used takes the kernel microseconds, so this may run where nothing may block.
   */
  public Optional<StoredFile> share(ArtifactKey key) {
    StoredFile file = open.get(key);
    if (file == null) {
      return Optional.empty();
    }
    if (!isStillThere(file)) {
      forget(key, file);
      return Optional.empty();
    }
    return file.share();
  }

  /** Keeps the artifact open for a moment, whatever its present user does. */
  public void keep(ArtifactKey key, StoredFile file) {
    if (open.size() >= MOST) {
      return;
    }
    file.share()
        .ifPresent(
            mine -> {
              if (open.putIfAbsent(key, mine) == null) {
                later.execute(() -> forget(key, mine));
              } else {
                mine.close();
              }
            });
  }

  @Override
  public void close() {
    open.forEach(this::forget);
  }

  private void forget(ArtifactKey key, StoredFile file) {
    if (open.remove(key, file)) {
      file.close();
    }
  }

  private static boolean isStillThere(StoredFile file) {
    try {
      return FileState.of(file.path()).equals(file.state());
    } catch (IOException e) {
      return false;
    }
  }
}
