package dev.pipsnapshot.proxy.cli;

import dev.pipsnapshot.cli.OptionGroup;
import dev.pipsnapshot.proxy.cache.CacheLayout;
import dev.pipsnapshot.proxy.service.Connectivity;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where files are kept, and whether others may be fetched. */
@OptionGroup.In(OptionGroup.CACHE)
public final class CacheOptions {
  @Mixin private CacheDirectoryOption directory = new CacheDirectoryOption();

  @Option(
      names = "--offline",
      description = "Ask no index: serve what is in the cache, and say what is missing.")
  private boolean offline;

  /** The cache directory. */
  public CacheLayout layout(Map<String, String> environment) {
    return directory.layout(environment);
  }

  /** Whether upstream may be asked. */
  public Connectivity connectivity() {
    return offline ? Connectivity.OFFLINE : Connectivity.ONLINE;
  }
}
