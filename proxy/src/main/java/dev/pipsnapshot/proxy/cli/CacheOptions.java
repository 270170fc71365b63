package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.service.Connectivity;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where files are kept, and whether others may be fetched. */
public final class CacheOptions {
  @Option(
      names = "--cache-dir",
      paramLabel = "DIR",
      description =
          "Where files and pages are kept. Default: $XDG_CACHE_HOME/pip-snapshot, else"
              + " ~/.cache/pip-snapshot.")
  private @Nullable Path cacheDir;

  @Option(
      names = "--offline",
      description = "Ask no index: serve what is in the cache, and say what is missing.")
  private boolean offline;

  /** The cache directory. */
  public CacheLayout layout(Map<String, String> environment) {
    return Optional.ofNullable(cacheDir)
        .map(CacheLayout::new)
        .orElseGet(
            () -> CacheLayout.ofUser(environment, Path.of(System.getProperty("user.home", "."))));
  }

  /** Whether upstream may be asked. */
  public Connectivity connectivity() {
    return offline ? Connectivity.OFFLINE : Connectivity.ONLINE;
  }
}
