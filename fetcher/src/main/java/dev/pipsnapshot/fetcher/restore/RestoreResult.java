package dev.pipsnapshot.fetcher.restore;

import dev.pipsnapshot.fetcher.lock.Lock;
import dev.pipsnapshot.fetcher.run.FetchResult.Timings;
import dev.pipsnapshot.fetcher.view.FetchedFile;
import dev.pipsnapshot.fetcher.view.Traffic;
import dev.pipsnapshot.hasher.nar.NarHash;
import java.nio.file.Path;
import java.util.List;

/**
 * A directory that has been made again.
 *
 * @param directory where
 * @param hash of its archive, as of a fixed output
 * @param files what is in it, by path
 * @param lock which lock says so
 * @param traffic where their bytes came from
 * @param timings how long it took
 */
public record RestoreResult(
    Path directory,
    NarHash hash,
    List<FetchedFile> files,
    Lock lock,
    Traffic traffic,
    Timings timings) {
  public RestoreResult {
    files = List.copyOf(files);
  }
}
