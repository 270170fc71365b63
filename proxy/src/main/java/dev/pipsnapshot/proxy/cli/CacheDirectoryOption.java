package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.cli.OptionGroup;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where files are kept. */
@OptionGroup.In(OptionGroup.CACHE)
public final class CacheDirectoryOption {
  @Option(
      names = "--cache-dir",
      paramLabel = "DIR",
      description =
          "Where files and pages are kept. Default: $XDG_CACHE_HOME/pip-snapshot, else"
              + " ~/.cache/pip-snapshot.")
  private @Nullable Path cacheDir;

  /** The cache directory. */
  public CacheLayout layout(Map<String, String> environment) {
    return Optional.ofNullable(cacheDir)
        .map(CacheLayout::new)
        .orElseGet(() -> CacheLayout.ofUser(environment, HomeDirectory.of(environment)));
  }
}
