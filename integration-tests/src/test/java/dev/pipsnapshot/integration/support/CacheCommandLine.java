package dev.pipsnapshot.integration.support;

import java.nio.file.Path;
import java.util.List;

/** {@code snapshot-cache} as a process of its own. */
public final class CacheCommandLine {
  private static final String MAIN = "dev.pipsnapshot.proxy.cli.SnapshotCache";

  private CacheCommandLine() {}

  /** Runs it on a cache, to its end. */
  public static ProcessOutcome run(Path cache, Object... words) {
    return run(JavaProgram.command(MAIN), cache, words);
  }

  /** The same with limited memory, as the JVM spells it. */
  public static ProcessOutcome withHeap(String size, Path cache, Object... words) {
    return run(JavaProgram.withHeap(size, MAIN), cache, words);
  }

  private static ProcessOutcome run(List<String> program, Path cache, Object... words) {
    return ExternalCommand.of(program.toArray())
        .with(words)
        .with("--cache-dir", cache)
        .env("HOME", cache)
        .run();
  }
}
