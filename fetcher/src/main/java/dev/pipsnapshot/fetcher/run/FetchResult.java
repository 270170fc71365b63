package dev.pipsnapshot.fetcher.run;

import dev.pipsnapshot.fetcher.pip.Interpreter;
import dev.pipsnapshot.fetcher.pip.PipVersion;
import dev.pipsnapshot.fetcher.view.FetchedFile;
import dev.pipsnapshot.fetcher.view.Traffic;
import dev.pipsnapshot.hasher.nar.NarHash;
import dev.pipsnapshot.proxy.index.SnapshotView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A directory that has appeared.
 *
 * @param directory where
 * @param hash of its archive, as of a fixed output
 * @param files what is in it, by path
 * @param view as of when
 * @param interpreter the Python that pip ran on
 * @param pip the version of pip
 * @param source who decided on the files
 * @param traffic where their bytes came from
 * @param refused hosts that something asked for, around the view, in vain
 * @param timings how long it took
 */
public record FetchResult(
    Path directory,
    NarHash hash,
    List<FetchedFile> files,
    SnapshotView view,
    Interpreter interpreter,
    PipVersion pip,
    Source source,
    Traffic traffic,
    List<String> refused,
    Timings timings) {
  public FetchResult {
    files = List.copyOf(files);
    refused = List.copyOf(refused);
  }

  /** Who decided on the files. */
  public enum Source {
    /** pip, just now. */
    PIP,
    /** pip, when it was asked the same before. */
    MEMO
  }

  /**
   * How long it took.
   *
   * @param files until all files were there
   * @param total until the directory was
   */
  public record Timings(Duration files, Duration total) {}
}
