package dev.pipsnapshot.fetcher;

import dev.pipsnapshot.fetcher.FetchRequest.Output;
import dev.pipsnapshot.fetcher.output.OutputDirectory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The directory that a run fills, which another thread may take away by ending the run. */
final class Reservation {
  private final AtomicReference<@Nullable OutputDirectory> held = new AtomicReference<>();
  private volatile boolean ended;

  /**
   * Reserves the directory.
   *
   * @throws InterruptedException if the run was ended before
   */
  OutputDirectory of(Output output) throws InterruptedException {
    var directory = OutputDirectory.reserve(output.directory(), output.existing());
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
