package dev.pipsnapshot.fetcher.run;

import dev.pipsnapshot.fetcher.output.DestinationRules;
import dev.pipsnapshot.fetcher.output.OutputDirectory;
import dev.pipsnapshot.fetcher.run.FetchRequest.Output;
import dev.pipsnapshot.hasher.Sha256;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The directory that a run fills, which another thread may take away by ending the run. */
public final class ReservedOutput {
  private final AtomicReference<@Nullable OutputDirectory> held = new AtomicReference<>();
  private volatile boolean ended;

  /**
   * Reserves the directory.
   *
   * @param inputs files that the run reads
   * @param known digests by path of files that an earlier run may have left there
   * @throws InterruptedException if the run was ended before
   */
  public OutputDirectory of(Output output, List<Path> inputs, Map<String, Sha256> known)
      throws InterruptedException {
    var rules = new DestinationRules(output.existing(), Path.of(""), inputs, known);
    var directory = OutputDirectory.reserve(output.directory(), rules);
    held.set(directory);
    if (ended) {
      directory.close();
      throw new InterruptedException("closed");
    }
    return directory;
  }

  public boolean isEnded() {
    return ended;
  }

  /** Whatever the run does from now on is in vain. */
  public void end() {
    ended = true;
  }

  /** Gives back what was reserved. */
  public void release() {
    OutputDirectory directory = held.get();
    if (directory != null) {
      directory.close();
    }
  }
}
