package dev.pipsnapshot.integration.support;

import java.nio.file.Path;

/** {@code snapshot-cache} as a process of its own. */
public final class CacheCommandLine {
  private static final String MAIN = "dev.pipsnapshot.proxy.cli.SnapshotCache";

  private CacheCommandLine() {}

  /** Runs it on a cache, to its end. */
  public static ProcessOutcome run(Path cache, Object... words) {
    return ExternalCommand.of(JavaProgram.command(MAIN).toArray())
        .with(words)
        .with("--cache-dir", cache)
        .env("HOME", cache)
        .run();
  }
}
