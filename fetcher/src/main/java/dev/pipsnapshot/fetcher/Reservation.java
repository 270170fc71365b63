package dev.pipsnapshot.fetcher;

import dev.pipsnapshot.fetcher.FetchRequest.Output;
import dev.pipsnapshot.fetcher.output.DestinationRules;
import dev.pipsnapshot.fetcher.output.OutputDirectory;
import dev.pipsnapshot.hasher.Sha256;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The directory that a run fills, which another thread may take away by ending the run. */
final class Reservation {
  private final AtomicReference<@Nullable OutputDirectory> held = new AtomicReference<>();
  private volatile boolean ended;

  /**
   * Reserves the directory.
   *
   * @param inputs files that the run reads
   * @param known digests by path of files that an earlier run may have left there
   * @throws InterruptedException if the run was ended before
   */
  OutputDirectory of(Output output, List<Path> inputs, Map<String, Sha256> known)
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

  boolean isEnded() {
    return ended;
  }

  /** Whatever the run does from now on is in vain. */
  void end() {
    ended = true;
  }

  /** Gives back what was reserved. */
  void release() {
    OutputDirectory directory = held.get();
    if (directory != null) {
      directory.close();
    }
  }
}
