package dev.pipsnapshot.fetcher.view;

import dev.pipsnapshot.diagnostics.Diagnostic;
import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A package index as it was at an instant, on loopback, and what it knows of the files it served.
 * Safe for use by several threads.
 */
public interface SnapshotIndex extends AutoCloseable {
  /** The simple index that pip is pointed at, with a final slash. */
  URI indexUrl();

  /** The same index unfiltered, with a final slash: where a pinned pip comes from. */
  URI liveIndexUrl();

  /** What the view listed under this name, if a page that was asked for did. */
  Optional<ListedFile> file(String filename);

  /** The files of a project that exist and are not in the view, the oldest first. */
  List<HiddenFile> hidden(ProjectName project);

  /** What was asked for and could not be answered, also not later. */
  List<Diagnostic> troubles();

  /**
   * Writes a file that some earlier fetch got from this index to a target that does not exist.
   *
   * @return whether it was to be had; if not, the target does not exist
   * @throws IOException if the target cannot be written
   */
  boolean copy(String filename, Sha256 digest, URI url, Path target) throws IOException;

  /** What went over the network and what came from the cache, until now. */
  Traffic traffic();

  /** Stops serving. Idempotent. */
  @Override
  void close();
}
